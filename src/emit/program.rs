//! The files of a program: a header with all types and prototypes, a C file for each module, one for data that belongs to no
//! module, and one that includes them all, for `meshc build`.

use std::fmt::Write;

use indexmap::IndexMap;
use rustc_hash::FxHashSet;

use super::embedded;
use super::function;
use super::lines::keep_in_step;
use super::names::{identifier, Names, Unique};
use super::types::Types;
use crate::base::{IndexVec, Symbol};
use crate::core::ir::*;
use crate::core::layout::Layouts;

/// A C tree without its Makefile and runtime.
#[derive(Clone, Debug)]
pub struct Output {
    /// Name and text. The first is the header `mesh_program.h`, the last the unity file.
    pub files: Vec<(String, String)>,
    /// The C files to compile one by one.
    pub sources: Vec<String>,
    /// The file that includes them all.
    pub unity: String,
}

/// What the functions of one module's file refer to.
pub struct Module {
    /// Prefix of the file's static data: `Storage_Queries`.
    prefix: String,
    pub text: String,
    /// Each with whether the function's frame is linked there.
    sites: IndexMap<(SiteId, bool), ()>,
    strings: IndexMap<Symbol, ()>,
}

impl Module {
    fn new(prefix: String) -> Module {
        Module {
            prefix,
            text: String::new(),
            sites: IndexMap::new(),
            strings: IndexMap::new(),
        }
    }
    /// The address of a site's entry in this file's table. `framed`: the function's frame is linked where the site is used.
    pub fn site(&mut self, site: SiteId, framed: bool) -> String {
        let (at, _) = self.sites.insert_full((site, framed), ());
        format!("&sites_{}[{at}]", self.prefix)
    }
    /// The static object of a literal.
    pub fn string(&mut self, text: Symbol) -> String {
        let (at, _) = self.strings.insert_full(text, ());
        format!("text_{}_{at}", self.prefix)
    }
}

/// The object of an atom, the same in all files.
pub fn atom_name(name: Symbol) -> String {
    format!("atom_{}", identifier(name.as_str()))
}

pub fn emit(program: &Program) -> Output {
    let layouts = Layouts::new(program);
    let types = Types::new(program, &layouts, Names::of(program));
    // `A_B` and the module `B` inside of `A` would be the same word, and so would a library module and the project's own.
    let mut prefixes = Unique::default();
    let mut modules: IndexVec<ModuleId, Module> = program
        .modules
        .iter()
        .map(|m| Module::new(prefixes.take(&identifier(m.name.as_str()))))
        .collect();
    let used = closures_of(program);

    for id in program.funs.ids().filter(|&f| !program.funs[f].gone) {
        let module = &mut modules[program.funs[id].module];
        function::emit(
            &mut function::Context {
                program,
                types: &types,
                module,
            },
            id,
        );
        if used.contains(&id) {
            let text = closure_code(program, &types, id);
            module.text.push_str(&text);
        }
    }

    let mut data = String::new();
    let mut header = header_start();
    for c_name in foreign_types(program) {
        let _ = writeln!(header, "typedef struct {c_name} {c_name};");
    }
    types.declarations(&mut header);
    closure_types(program, &types, &used, &mut header);
    atoms(program, &mut header, &mut data);
    constants(program, &types, &mut header, &mut data);
    header.push('\n');
    for id in program.funs.ids().filter(|&f| !program.funs[f].gone) {
        let _ = writeln!(
            header,
            "{};",
            function::prototype(&types, program, id, None)
        );
    }
    for id in &used {
        let _ = writeln!(header, "{};", code_prototype(program, &types, *id));
    }
    foreign_prototypes(program, &types, &mut header);
    embedded::prototypes(&program.embedded, &mut header);
    header.push('\n');
    let mut frees = String::new();
    types.helpers(&mut header, &mut frees);
    closure_makers(program, &types, &used, &mut header, &mut frees);
    header.push_str("#endif\n");

    let mut files = vec![("mesh_program.h".to_owned(), header)];
    let mut sources = Vec::new();
    let mut data_text = file_start("Data that belongs to no module, and how it is released");
    data_text.push_str(&data);
    data_text.push_str(&frees);
    data_text.push_str(&entry(program, &types));
    files.push(("program_data.c".into(), data_text));
    sources.push("program_data.c".to_owned());
    for (id, module) in modules.iter_enumerated() {
        if module.text.is_empty() {
            continue;
        }
        let info = &program.modules[id];
        let what = if info.library {
            "of the standard library"
        } else {
            info.path.as_str()
        };
        let mut text = file_start(&format!(
            "Module {} {what}",
            comment_text(info.name.as_str())
        ));
        text.push_str(&module_data(program, module));
        let kind = if info.library { "std" } else { "app" };
        let name = file_name(&format!("{kind}_{}", module.prefix), &sources);
        let first = text.lines().count() + 1;
        text.push_str(&keep_in_step(&module.text, &name, first));
        sources.push(name.clone());
        files.push((name, text));
    }
    for (at, file) in program.embedded.iter().enumerate() {
        let shown = comment_text(file.path.as_str());
        let name = format!("embedded_{}.c", at + 1);
        sources.push(name.clone());
        files.push((name, embedded::source(at + 1, file, &shown)));
    }
    let mut unity =
        String::from("/* The whole program as one translation unit. */\n#define MESH_UNITY\n");
    for source in &sources {
        let _ = writeln!(unity, "#include \"{source}\"");
    }
    files.push(("program_unity.c".into(), unity));
    Output {
        files,
        sources,
        unity: "program_unity.c".into(),
    }
}

/// A name that file systems take, whatever the length of the module's, and that no other file has.
fn file_name(stem: &str, taken: &[String]) -> String {
    const LONGEST: usize = 120;
    let short = &stem[..stem.len().min(LONGEST)];
    let numbered = (2..).map(|n| format!("{short}_{n}.c"));
    std::iter::once(format!("{short}.c"))
        .chain(numbered)
        .find(|name| !taken.contains(name))
        .unwrap_or_default()
}

fn header_start() -> String {
    "/* The types and functions of this program. Written by meshc; see the Mesh sources. */\n\
     #ifndef MESH_PROGRAM_H\n#define MESH_PROGRAM_H\n\n#include \"mesh.h\"\n\n\
     #ifdef MESH_UNITY\n#define MESH_DATA static MESH_UNUSED\n#else\n#define MESH_DATA\n#endif\n\n\
     #define MESH_VARIANT_SIZE(TYPE, VARIANT) (offsetof(TYPE, as) + sizeof(((TYPE *)NULL)->as.VARIANT))\n\
     #define MESH_CELL_REF(TYPE, NAME) ((TYPE *)(uintptr_t)&(NAME))\n\
     #define MESH_CLOSURE_REF(NAME) ((mesh_closure *)(uintptr_t)&(NAME))\n\n"
        .to_owned()
}

fn file_start(what: &str) -> String {
    format!("/* {what}. Written by meshc. */\n#include \"mesh_program.h\"\n\n")
}

/// Functions that are used as values, in order.
fn closures_of(program: &Program) -> Vec<FunId> {
    fn walk(block: &Block, found: &mut FxHashSet<FunId>) {
        stacker::maybe_grow(128 * 1024, 4 * 1024 * 1024, || {
            for stmt in &block.stmts {
                match stmt {
                    Stmt::Let {
                        op: Op::Closure { fun, .. },
                        ..
                    } => {
                        found.insert(*fun);
                    }
                    Stmt::Join { body, .. } => walk(body, found),
                    Stmt::Let { .. } | Stmt::Dup(_) | Stmt::Drop(_) => {}
                }
            }
            for inner in inner_blocks(&block.end) {
                walk(inner, found);
            }
        })
    }
    let mut found = FxHashSet::default();
    program
        .funs
        .iter()
        .for_each(|fun| walk(&fun.body, &mut found));
    let mut list: Vec<FunId> = found.into_iter().collect();
    list.sort();
    list
}

fn inner_blocks(end: &End) -> Vec<&Block> {
    match end {
        End::Return(_) | End::Jump { .. } | End::Loop { .. } | End::Unreachable => Vec::new(),
        End::If {
            then, otherwise, ..
        } => vec![then, otherwise],
        End::Switch {
            arms, otherwise, ..
        } => arms
            .iter()
            .map(|(_, b)| b)
            .chain(otherwise.as_deref())
            .collect(),
        End::SwitchInt {
            arms, otherwise, ..
        } => arms
            .iter()
            .map(|(_, b)| b)
            .chain(std::iter::once(otherwise.as_ref()))
            .collect(),
    }
}

fn captures(fun: &Fun) -> usize {
    match fun.kind {
        FunKind::Closure { captures } => captures as usize,
        FunKind::Top | FunKind::ConstInit => 0,
    }
}

/// `capture_k` fields that exist in C: name and type.
fn capture_fields(types: &Types<'_>, fun: &Fun) -> Vec<(String, TyId, Mode)> {
    let mut names = super::names::Unique::default();
    names.take("closure");
    fun.params[..captures(fun)]
        .iter()
        .map(|p| {
            (
                names.take(&identifier(fun.locals[p.local].name.as_str())),
                fun.locals[p.local].ty,
                p.mode,
            )
        })
        .filter(|(_, ty, _)| !types.is_void(*ty))
        .collect()
}

fn closure_types(program: &Program, types: &Types<'_>, used: &[FunId], header: &mut String) {
    for &id in used {
        let fun = &program.funs[id];
        let fields = capture_fields(types, fun);
        if fields.is_empty() {
            continue;
        }
        let name = &types.names.funs[id];
        let _ = writeln!(
            header,
            "typedef struct {name}_captured {{\n    mesh_closure closure;"
        );
        for (field, ty, _) in fields {
            let _ = writeln!(header, "    {};", types.declare(ty, &field));
        }
        let _ = writeln!(header, "}} {name}_captured;");
    }
    header.push('\n');
}

fn code_prototype(program: &Program, types: &Types<'_>, id: FunId) -> String {
    let fun = &program.funs[id];
    let result = if types.is_void(fun.result) {
        "void ".into()
    } else {
        types.declare(fun.result, "")
    };
    let mut out = format!(
        "MESH_FN {result}{}_code(mesh_ctx *cx, mesh_closure *closure",
        types.names.funs[id]
    );
    for (at, param) in fun.params[captures(fun)..].iter().enumerate() {
        let ty = fun.locals[param.local].ty;
        if !types.is_void(ty) {
            let _ = write!(out, ", {}", types.declare(ty, &format!("a{at}")));
        }
    }
    out.push(')');
    out
}

/// The function that a function value points at: it fetches the captures and calls.
fn closure_code(program: &Program, types: &Types<'_>, id: FunId) -> String {
    let fun = &program.funs[id];
    let name = &types.names.funs[id];
    let fields = capture_fields(types, fun);
    let mut out = format!("{}\n{{\n", code_prototype(program, types, id));
    let mut args = String::from("cx");
    if fields.is_empty() {
        out.push_str("    (void)closure;\n");
    } else {
        let _ = writeln!(
            out,
            "    {name}_captured *self_cell = ({name}_captured *)closure;"
        );
        for (field, ty, mode) in &fields {
            let value = format!("self_cell->{field}");
            if *mode == Mode::Owned {
                let dup = types.dup(*ty, &value);
                if !dup.is_empty() {
                    let _ = writeln!(out, "    {dup}");
                }
            }
            let _ = write!(args, ", {value}");
        }
    }
    let mut drops = String::new();
    for (at, param) in fun.params[captures(fun)..].iter().enumerate() {
        let ty = fun.locals[param.local].ty;
        if types.is_void(ty) {
            continue;
        }
        let _ = write!(args, ", a{at}");
        if param.mode == Mode::Borrowed {
            let drop = types.drop(ty, &format!("a{at}"));
            if !drop.is_empty() {
                let _ = writeln!(drops, "    {drop}");
            }
        }
    }
    if types.is_void(fun.result) {
        let _ = writeln!(out, "    {name}({args});");
        out.push_str(&drops);
    } else if drops.is_empty() {
        let _ = writeln!(out, "    return {name}({args});");
    } else {
        let _ = writeln!(
            out,
            "    {} = {name}({args});",
            types.declare(fun.result, "result_value")
        );
        out.push_str(&drops);
        out.push_str("    return result_value;\n");
    }
    out.push_str("}\n\n");
    out
}

/// `F_new(cx, captures…)` and `F_free`, or the static closure of a function without captures.
fn closure_makers(
    program: &Program,
    types: &Types<'_>,
    used: &[FunId],
    header: &mut String,
    data: &mut String,
) {
    for &id in used {
        let fun = &program.funs[id];
        let name = &types.names.funs[id];
        let fields = capture_fields(types, fun);
        if fields.is_empty() {
            let _ = writeln!(
                header,
                "static const mesh_closure {name}_value MESH_UNUSED = MESH_CLOSURE_STATIC({name}_code);"
            );
            if captures(fun) > 0 {
                let _ = writeln!(
                    header,
                    "static inline mesh_closure *{name}_new(mesh_ctx *cx)\n{{\n    (void)cx;\n    return MESH_CLOSURE_REF({name}_value);\n}}"
                );
            }
            continue;
        }
        let _ = writeln!(
            header,
            "MESH_FN void {name}_free(mesh_ctx *cx, void *block);"
        );
        let params: String = fields
            .iter()
            .map(|(f, ty, _)| format!(", {}", types.declare(*ty, &format!("{f}_own"))))
            .collect();
        let stores: String = fields
            .iter()
            .map(|(f, _, _)| format!("    self_cell->{f} = {f}_own;\n"))
            .collect();
        let _ = writeln!(
            header,
            "static inline mesh_closure *{name}_new(mesh_ctx *cx{params})\n{{\n    {name}_captured *self_cell = mesh_closure_new(cx, sizeof *self_cell, (mesh_code){name}_code, {name}_free);\n{stores}    return &self_cell->closure;\n}}\n"
        );
        let drops: String = fields
            .iter()
            .map(|(f, ty, _)| types.drop(*ty, &format!("self_cell->{f}")))
            .filter(|d| !d.is_empty())
            .map(|d| format!("    {d}\n"))
            .collect();
        let _ = writeln!(
            data,
            "MESH_FN void {name}_free(mesh_ctx *cx, void *block)\n{{\n    if (mesh_stack_low(cx)) {{\n        mesh_free_later(cx, block, {name}_free);\n        return;\n    }}\n    {name}_captured *self_cell = block;\n{drops}    mesh_cell_free(cx, self_cell, sizeof *self_cell);\n}}\n"
        );
    }
}

/// All atoms of the program.
fn atoms(program: &Program, header: &mut String, data: &mut String) {
    fn operand(o: &Operand, found: &mut FxHashSet<Symbol>) {
        if let Operand::Atom(name) = o {
            found.insert(*name);
        }
    }
    fn walk(block: &Block, found: &mut FxHashSet<Symbol>) {
        stacker::maybe_grow(128 * 1024, 4 * 1024 * 1024, || {
            for stmt in &block.stmts {
                match stmt {
                    Stmt::Let { op, .. } => match op {
                        Op::Use(o) => operand(o, found),
                        Op::Call { args, .. }
                        | Op::CallExtern { args, .. }
                        | Op::CallClosure { args, .. } => {
                            args.iter().for_each(|o| operand(o, found))
                        }
                        Op::Closure { captures, .. } => {
                            captures.iter().for_each(|o| operand(o, found))
                        }
                        Op::Construct { fields, .. } => {
                            fields.iter().for_each(|o| operand(o, found))
                        }
                        Op::Project { .. }
                        | Op::Const(_)
                        | Op::Concat(_)
                        | Op::Unpack { .. }
                        | Op::FreeToken(_) => {}
                    },
                    Stmt::Join { body, .. } => walk(body, found),
                    Stmt::Dup(_) | Stmt::Drop(_) => {}
                }
            }
            match &block.end {
                End::Return(o) => operand(o, found),
                End::Jump { args, .. } | End::Loop { args } => {
                    args.iter().for_each(|o| operand(o, found))
                }
                End::If { .. } | End::Switch { .. } | End::SwitchInt { .. } | End::Unreachable => {}
            }
            for inner in inner_blocks(&block.end) {
                walk(inner, found);
            }
        })
    }
    let mut found = FxHashSet::default();
    program
        .funs
        .iter()
        .for_each(|fun| walk(&fun.body, &mut found));
    let mut list: Vec<Symbol> = found.into_iter().collect();
    list.sort_by_key(|s| s.as_str());
    for name in list {
        let object = atom_name(name);
        let _ = writeln!(
            header,
            "#ifndef MESH_UNITY\nextern const mesh_atom {object};\n#endif"
        );
        data.push_str(&literal(&format!("{object}_name"), name.as_str()));
        let _ = writeln!(
            data,
            "MESH_DATA const mesh_atom {object} = {{(const mesh_string *)&{object}_name}};"
        );
    }
}

fn constants(program: &Program, types: &Types<'_>, header: &mut String, data: &mut String) {
    for (id, constant) in program.consts.iter_enumerated() {
        let name = &types.consts[id];
        if constant.checked {
            let _ = writeln!(
                header,
                "#ifndef MESH_UNITY\nextern bool {name}_ready;\n#endif"
            );
            let _ = writeln!(data, "MESH_DATA bool {name}_ready;");
        }
        if types.is_void(constant.ty) {
            continue;
        }
        let declared = types.declare(constant.ty, name);
        let _ = writeln!(header, "#ifndef MESH_UNITY\nextern {declared};\n#endif");
        let _ = writeln!(data, "MESH_DATA {declared};");
    }
}

/// Extern types of user code, known by name only.
fn foreign_types(program: &Program) -> Vec<Symbol> {
    let mut list: Vec<Symbol> = program
        .types
        .kinds
        .iter()
        .filter_map(|kind| match kind {
            TyKind::Extern { c_name, .. } if !c_name.as_str().starts_with("mesh_") => Some(*c_name),
            _ => None,
        })
        .collect();
    list.sort_by_key(|s| s.as_str());
    list
}

/// Foreign functions of user code: the library's are in the runtime's headers.
fn foreign_prototypes(program: &Program, types: &Types<'_>, header: &mut String) {
    let mut done = FxHashSet::default();
    for ext in program.externs.iter().filter(|e| !e.library) {
        if !done.insert(ext.c_name) {
            continue;
        }
        let result = if types.is_void(ext.result) {
            "void ".into()
        } else {
            types.foreign(ext.result, false)
        };
        let params: String = ext
            .params
            .iter()
            .filter(|p| !types.is_void(p.ty))
            .map(|p| format!(", {}", types.foreign(p.ty, true).trim_end().to_owned()))
            .collect();
        let _ = writeln!(header, "{result}{}(mesh_ctx *cx{params});", ext.c_name);
    }
    for c_name in foreign_types(program) {
        let _ = writeln!(
            header,
            "void {c_name}_drop(mesh_ctx *cx, {c_name} *pointer_own);\n\
             static inline void {c_name}_release(mesh_ctx *cx, void *pointer_own)\n{{\n    {c_name}_drop(cx, pointer_own);\n}}"
        );
    }
}

/// Sites and literals of one file.
fn module_data(program: &Program, module: &Module) -> String {
    let mut out = String::new();
    if !module.sites.is_empty() {
        // a site may name sites that stand in no statement of this file
        let mut all = module.sites.clone();
        let mut at = 0;
        while at < all.len() {
            if let Some((&(site, framed), _)) = all.get_index(at) {
                if let Some(up) = program.sites[site].inlined_at {
                    all.insert((up, framed), ());
                }
            }
            at += 1;
        }
        let mut funs: IndexMap<FunId, ()> = IndexMap::new();
        for (site, _) in all.keys() {
            funs.insert(program.sites[*site].fun, ());
        }
        let _ = writeln!(
            out,
            "static const mesh_fun_info funs_{}[] = {{",
            module.prefix
        );
        for fun in funs.keys() {
            let fun = &program.funs[*fun];
            let info = &program.modules[fun.module];
            let _ = writeln!(
                out,
                "    {{{}, {}, {}}},",
                c_string(&displayed(&fun.display)),
                c_string(info.path.as_str()),
                // what stands around a function that is used as a value shows no more than the library
                // and neither does what calls the tests of a test file
                info.library
                    || fun.wrapper
                    || fun.display.starts_with("MeshTestEntry.")
                    || fun.display.contains(".mesh_run_tests_")
            );
        }
        out.push_str("};\n");
        let _ = writeln!(out, "static const mesh_site sites_{}[] = {{", module.prefix);
        for &(site, framed) in all.keys() {
            let info = &program.sites[site];
            let up = match info
                .inlined_at
                .and_then(|up| all.get_index_of(&(up, framed)))
            {
                Some(index) => format!("&sites_{}[{index}]", module.prefix),
                None => "NULL".into(),
            };
            let fun = funs.get_index_of(&info.fun).unwrap_or(0);
            let _ = writeln!(
                out,
                "    {{&funs_{}[{fun}], {}, {}, {framed}, {up}}},",
                module.prefix, info.line, info.column
            );
        }
        out.push_str("};\n");
    }
    for (at, text) in module.strings.keys().enumerate() {
        out.push_str(&literal(
            &format!("text_{}_{at}", module.prefix),
            text.as_str(),
        ));
    }
    out.push('\n');
    out
}

/// A static string object.
fn literal(name: &str, text: &str) -> String {
    let (bytes, points) = (text.len(), text.chars().count());
    if bytes <= 1000 {
        return format!(
            "MESH_STRING_LITERAL({name}, {bytes}, {points}, {});\n",
            c_string(text)
        );
    }
    // C compilers need not take longer string literals than 4095 bytes
    let mut list = String::new();
    for (at, byte) in text.bytes().enumerate() {
        if at % 24 == 0 {
            list.push_str("\n    ");
        }
        let _ = match byte {
            b'\'' | b'\\' => write!(list, "'\\{}', ", byte as char),
            0x20..=0x7e => write!(list, "'{}', ", byte as char),
            _ => write!(list, "'\\{byte:03o}', "),
        };
    }
    format!(
        "static const struct {{\n    mesh_head head;\n    uint32_t length, points;\n    char bytes[{bytes} + 1];\n}} {name} = {{{{MESH_IMMORTAL, 0}}, {bytes}, {points}, {{{list}0}}}};\n"
    )
}

/// A C string literal. Octal escapes end by themselves after three digits; `?` is escaped against trigraphs.
pub fn c_string(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for byte in text.bytes() {
        match byte {
            b'"' | b'\\' => {
                out.push('\\');
                out.push(byte as char);
            }
            b'\n' => out.push_str("\\n"),
            b'?' => out.push_str("\\?"),
            0x20..=0x7e => out.push(byte as char),
            _ => {
                let _ = write!(out, "\\{byte:03o}");
            }
        }
    }
    out.push('"');
    out
}

/// Text that may stand inside a C comment.
pub fn comment_text(text: &str) -> String {
    text.replace("*/", "* /").replace("/*", "/ *")
}

/// The program's start: constants in order, `main`, release of the constants.
fn entry(program: &Program, types: &Types<'_>) -> String {
    let mut out = String::from("static void program_entry(mesh_ctx *cx)\n{\n");
    for id in &program.const_order {
        let constant = &program.consts[*id];
        let init = &types.names.funs[constant.init];
        if types.is_void(constant.ty) {
            let _ = writeln!(out, "    {init}(cx);");
        } else {
            let _ = writeln!(out, "    {} = {init}(cx);", types.consts[*id]);
        }
        if constant.checked {
            let _ = writeln!(out, "    {}_ready = true;", types.consts[*id]);
        }
    }
    let main = &types.names.funs[program.main];
    let result = program.funs[program.main].result;
    if types.is_void(result) {
        let _ = writeln!(out, "    {main}(cx);");
    } else {
        let _ = writeln!(
            out,
            "    {} = {main}(cx);",
            types.declare(result, "result_value")
        );
        let drop = types.drop(result, "result_value");
        let _ = writeln!(
            out,
            "    {}",
            if drop.is_empty() {
                "(void)result_value;"
            } else {
                &drop
            }
        );
    }
    for id in program.const_order.iter().rev() {
        let drop = types.drop(program.consts[*id].ty, &types.consts[*id]);
        if !drop.is_empty() {
            let _ = writeln!(out, "    {drop}");
        }
    }
    out.push_str("    (void)cx;\n}\n\nint main(int argc, char **argv)\n{\n    return mesh_start(argc, argv, program_entry);\n}\n");
    out
}

/// A function as backtraces name it: what was made of a block of a test file has no module and no arity.
fn displayed(name: &str) -> String {
    for word in ["test", "setup", "teardown"] {
        if let Some(at) = name.find(&format!(".{word} \"")) {
            let own = &name[at + 1..];
            let end = own
                .find('\u{0}')
                .or_else(|| own.rfind('"').map(|quote| quote + 1));
            return own[..end.unwrap_or(own.len())].to_owned();
        }
    }
    name.to_owned()
}
