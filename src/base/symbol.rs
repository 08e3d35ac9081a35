//! Interned texts: names, string literals. Equal texts have equal symbols, in every thread.

use std::fmt;
use std::sync::{LazyLock, RwLock};

use rustc_hash::FxHashMap;

/// An interned text. Comparing symbols compares ids, not texts: to order by text compare `as_str()`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Symbol(u32);

#[derive(Default)]
struct Interner {
    by_text: FxHashMap<&'static str, u32>,
    texts: Vec<&'static str>,
}

static INTERNER: LazyLock<RwLock<Interner>> = LazyLock::new(RwLock::default);

impl Symbol {
    /// Interns a text. Texts live as long as the process: a compiler run is short.
    pub fn new(text: &str) -> Symbol {
        if let Ok(interner) = INTERNER.read() {
            if let Some(&id) = interner.by_text.get(text) {
                return Symbol(id);
            }
        }
        let mut interner = match INTERNER.write() {
            Ok(guard) => guard,
            Err(poisoned) => poisoned.into_inner(),
        };
        if let Some(&id) = interner.by_text.get(text) {
            return Symbol(id);
        }
        let id = interner.texts.len() as u32;
        let text: &'static str = Box::leak(text.to_owned().into_boxed_str());
        interner.texts.push(text);
        interner.by_text.insert(text, id);
        Symbol(id)
    }
    /// Whether the text was interned: whether any text so far had it as a name or a literal.
    pub fn is_known(text: &str) -> bool {
        match INTERNER.read() {
            Ok(interner) => interner.by_text.contains_key(text),
            Err(poisoned) => poisoned.into_inner().by_text.contains_key(text),
        }
    }
    /// The symbol as a number, for compact tables; [`Symbol::from_raw`] takes it back.
    pub fn to_raw(self) -> u32 {
        self.0
    }
    /// The symbol whose [`Symbol::to_raw`] is `raw`.
    pub fn from_raw(raw: u32) -> Symbol {
        Symbol(raw)
    }
    pub fn as_str(self) -> &'static str {
        match INTERNER.read() {
            Ok(interner) => interner.texts[self.0 as usize],
            Err(poisoned) => poisoned.into_inner().texts[self.0 as usize],
        }
    }
}

impl fmt::Debug for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.as_str())
    }
}

impl fmt::Display for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
