//! Writes the Unicode tables of the runtime: `cargo run --manifest-path tools/unicode/Cargo.toml -- runtime-c/core`.
//!
//! Every table is a two-stage trie: `index[c >> SHIFT]` names a block, `blocks[block << SHIFT | c & MASK]` is the value.
//! The data is that of ICU4X, checked here against the Rust standard library, which gives the version its name.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use icu_casemap::options::{LeadingAdjustment, TitlecaseOptions, TrailingCase};
use icu_casemap::{CaseMapper, CaseMapperBorrowed};
use icu_locale_core::LanguageIdentifier;
use icu_properties::props::{
    Alphabetic, CaseIgnorable, Cased, ExtendedPictographic, GeneralCategory, GraphemeClusterBreak, IndicConjunctBreak,
    Lowercase, Uppercase, WhiteSpace,
};
use icu_properties::{CodePointMapData, CodePointSetData};

const LIMIT: u32 = 0x11_0000;

fn main() {
    let directory = std::env::args().nth(1).expect("usage: unicode-tables DIRECTORY");
    let directory = Path::new(&directory);
    std::fs::write(directory.join("unicode_tables_classes.c"), classes()).expect("write classes");
    std::fs::write(directory.join("unicode_tables_case.c"), case()).expect("write case");
    std::fs::write(directory.join("unicode_tables_graphemes.c"), graphemes()).expect("write graphemes");
}

fn version() -> String {
    let (major, minor, update) = char::UNICODE_VERSION;
    format!("{major}.{minor}.{update}")
}

fn head(subject: &str) -> String {
    format!(
        "/* {subject}, Unicode {}. Written by tools/unicode; do not edit. */\n#include \"mesh/unicode.h\"\n\n",
        version()
    )
}

/// A two-stage trie over `values`, in the block size that needs the fewest bytes.
fn trie(out: &mut String, name: &str, values: &[u8]) {
    let mut best: Option<(usize, u32, Vec<usize>, Vec<u8>)> = None;
    for shift in 4..=9 {
        let mut seen: BTreeMap<&[u8], usize> = BTreeMap::new();
        let (mut index, mut blocks) = (Vec::new(), Vec::new());
        for block in values.chunks(1 << shift) {
            let next = seen.len();
            let number = *seen.entry(block).or_insert(next);
            if number == next {
                blocks.extend_from_slice(block);
            }
            index.push(number);
        }
        let size = index.len() * if seen.len() > 256 { 2 } else { 1 } + blocks.len();
        if best.as_ref().is_none_or(|(least, ..)| size < *least) {
            best = Some((size, shift, index, blocks));
        }
    }
    let (_, shift, index, blocks) = best.expect("some block size");
    let wide = index.iter().any(|&n| n > 255);
    let ty = if wide { "uint16_t" } else { "uint8_t" };
    array(out, &format!("static const {ty} {name}_index[{}]", index.len()), index.iter().map(|n| *n as u64));
    array(out, &format!("static const uint8_t {name}_blocks[{}]", blocks.len()), blocks.iter().map(|n| u64::from(*n)));
    writeln!(
        out,
        "static unsigned {name}_lookup(uint32_t c)\n{{\n    return {name}_blocks[(size_t){name}_index[c >> {shift}] << {shift} | (c & {})];\n}}\n",
        (1 << shift) - 1
    )
    .expect("text");
}

fn array(out: &mut String, head: &str, values: impl Iterator<Item = u64>) {
    write!(out, "{head} = {{").expect("text");
    let mut column = usize::MAX;
    for value in values {
        let text = value.to_string();
        if column == usize::MAX || column + text.len() + 1 > 120 {
            out.push_str("\n    ");
            column = 4;
        }
        out.push_str(&text);
        out.push(',');
        column += text.len() + 1;
    }
    out.push_str("\n};\n\n");
}

fn values(f: impl Fn(u32) -> u8) -> Vec<u8> {
    (0..LIMIT).map(f).collect()
}

fn classes() -> String {
    let alphabetic = CodePointSetData::new::<Alphabetic>();
    let upper = CodePointSetData::new::<Uppercase>();
    let lower = CodePointSetData::new::<Lowercase>();
    let white = CodePointSetData::new::<WhiteSpace>();
    let category = CodePointMapData::<GeneralCategory>::new();
    let table = values(|c| {
        use GeneralCategory::*;
        let mark = matches!(
            category.get32(c),
            ConnectorPunctuation
                | DashPunctuation
                | OpenPunctuation
                | ClosePunctuation
                | InitialPunctuation
                | FinalPunctuation
                | OtherPunctuation
                | MathSymbol
                | CurrencySymbol
                | ModifierSymbol
                | OtherSymbol
        );
        u8::from(alphabetic.contains32(c))
            | u8::from(upper.contains32(c)) << 1
            | u8::from(lower.contains32(c)) << 2
            | u8::from(category.get32(c) == DecimalNumber) << 3
            | u8::from(mark) << 4
            | u8::from(white.contains32(c)) << 5
    });
    for c in (0..LIMIT).filter_map(char::from_u32) {
        let mine = table[c as usize];
        assert_eq!(mine & 1 != 0, c.is_alphabetic(), "{c:?} alphabetic");
        assert_eq!(mine & 2 != 0, c.is_uppercase(), "{c:?} upper");
        assert_eq!(mine & 4 != 0, c.is_lowercase(), "{c:?} lower");
        assert_eq!(mine & 32 != 0, c.is_whitespace(), "{c:?} white space");
    }
    let mut out = head("Classes of code points: bits MESH_CLASS_…");
    trie(&mut out, "class", &table);
    writeln!(out, "unsigned mesh__unicode_class(uint32_t c)\n{{\n    return c < 0x110000 ? class_lookup(c) : 0;\n}}").expect("text");
    out
}

/// The full mappings of one code point and the simple ones.
struct Mappings {
    upper: String,
    lower: String,
    title: String,
    fold: String,
    simple_upper: char,
    simple_lower: char,
}

fn mappings(mapper: &CaseMapperBorrowed<'static>, c: char) -> Mappings {
    let root = LanguageIdentifier::UNKNOWN;
    let text = c.to_string();
    let mut options = TitlecaseOptions::default();
    options.leading_adjustment = Some(LeadingAdjustment::None);
    options.trailing_case = Some(TrailingCase::Unchanged);
    Mappings {
        upper: mapper.uppercase_to_string(&text, &root).into_owned(),
        lower: mapper.lowercase_to_string(&text, &root).into_owned(),
        title: mapper.titlecase_segment_with_only_case_data_to_string(&text, &root, options).into_owned(),
        fold: mapper.fold_string(&text).into_owned(),
        simple_upper: mapper.simple_uppercase(c),
        simple_lower: mapper.simple_lowercase(c),
    }
}

fn single(text: &str) -> Option<char> {
    let mut chars = text.chars();
    let first = chars.next()?;
    chars.next().is_none().then_some(first)
}

fn case() -> String {
    const SPECIAL: u8 = 1;
    const CASED: u8 = 2;
    const IGNORABLE: u8 = 4;
    let mapper = CaseMapper::new();
    let cased = CodePointSetData::new::<Cased>();
    let ignorable = CodePointSetData::new::<CaseIgnorable>();
    let mut records: BTreeMap<(i32, i32, i32, i32, u8), usize> = BTreeMap::new();
    let mut order = Vec::new();
    let mut specials = Vec::new();
    let mut table = vec![0u8; LIMIT as usize];
    for number in 0..LIMIT {
        let mut record = (0, 0, 0, 0, 0);
        if let Some(c) = char::from_u32(number) {
            let m = mappings(&mapper, c);
            assert_eq!(m.upper, c.to_uppercase().to_string(), "{c:?} upper");
            if c != 'Σ' {
                assert_eq!(m.lower, c.to_lowercase().to_string(), "{c:?} lower");
            }
            let delta = |to: char| to as i32 - c as i32;
            let title = single(&m.title);
            let fold = single(&m.fold);
            let special = single(&m.upper) != Some(m.simple_upper)
                || single(&m.lower) != Some(m.simple_lower)
                || title.is_none()
                || fold.is_none();
            record = (
                delta(m.simple_upper),
                delta(m.simple_lower),
                title.map_or(0, delta),
                fold.map_or(0, delta),
                if special { SPECIAL } else { 0 }
                    | if cased.contains(c) { CASED } else { 0 }
                    | if ignorable.contains(c) { IGNORABLE } else { 0 },
            );
            if special {
                specials.push((c, m));
            }
        }
        let next = records.len();
        let n = *records.entry(record).or_insert(next);
        if n == next {
            order.push(record);
        }
        table[number as usize] = u8::try_from(n).expect("at most 256 records");
    }
    let mut out = head("Case mappings");
    trie(&mut out, "case", &table);
    writeln!(out, "static const mesh__case_record case_records[{}] = {{", order.len()).expect("text");
    for (upper, lower, title, fold, flags) in &order {
        writeln!(out, "    {{{upper}, {lower}, {title}, {fold}, {flags}}},").expect("text");
    }
    writeln!(out, "}};\n\nstatic const mesh__case_special case_specials[{}] = {{", specials.len()).expect("text");
    for (c, m) in &specials {
        let three = |text: &str| {
            let mut points: Vec<String> = text.chars().map(|c| format!("0x{:04X}", c as u32)).collect();
            assert!(points.len() <= 3, "{c:?}");
            points.resize(3, "0".into());
            points.join(", ")
        };
        writeln!(
            out,
            "    {{0x{:04X}, {{{{{}}}, {{{}}}, {{{}}}, {{{}}}}}}},",
            *c as u32,
            three(&m.upper),
            three(&m.lower),
            three(&m.title),
            three(&m.fold)
        )
        .expect("text");
    }
    out.push_str(
        "};\n\n\
         const mesh__case_record *mesh__unicode_case(uint32_t c)\n{\n    \
         return &case_records[c < 0x110000 ? case_lookup(c) : 0];\n}\n\n\
         const mesh__case_special *mesh__unicode_case_special(uint32_t c)\n{\n    \
         size_t low = 0, high = sizeof case_specials / sizeof *case_specials;\n    \
         while (high - low > 1) {\n        \
         size_t middle = low + (high - low) / 2;\n        \
         if (case_specials[middle].code <= c)\n            \
         low = middle;\n        \
         else\n            \
         high = middle;\n    \
         }\n    \
         return &case_specials[low];\n}\n",
    );
    out
}

fn graphemes() -> String {
    let break_class = CodePointMapData::<GraphemeClusterBreak>::new();
    let conjunct = CodePointMapData::<IndicConjunctBreak>::new();
    let pictographic = CodePointSetData::new::<ExtendedPictographic>();
    let table = values(|c| {
        type B = GraphemeClusterBreak;
        let class = match break_class.get32(c) {
            B::CR => 1,
            B::LF => 2,
            B::Control => 3,
            B::Extend => 4,
            B::ZWJ => 5,
            B::RegionalIndicator => 6,
            B::Prepend => 7,
            B::SpacingMark => 8,
            B::L => 9,
            B::V => 10,
            B::T => 11,
            B::LV => 12,
            B::LVT => 13,
            _ => 0,
        };
        type I = IndicConjunctBreak;
        let indic = match conjunct.get32(c) {
            I::Consonant => 1,
            I::Extend => 2,
            I::Linker => 3,
            _ => 0,
        };
        class | u8::from(pictographic.contains32(c)) << 4 | indic << 5
    });
    let mut out = head("Grapheme cluster classes (UAX #29): MESH_BREAK_… | pictographic << 4 | MESH_INDIC_… << 5");
    trie(&mut out, "cluster", &table);
    out.push_str("unsigned mesh__unicode_cluster(uint32_t c)\n{\n    return cluster_lookup(c);\n}\n");
    out
}
