//! The one table of diagnostic codes: code and short title, the text of `meshc explain` beside it in `explain/`.
//! A code is added here and nowhere else.

macro_rules! catalogue {
    ($($code:ident $title:literal;)*) => {
        /// A stable diagnostic code. `E…` are errors, `W…` warnings.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
        pub enum Code { $($code),* }
        impl Code {
            /// All codes, in the order of the catalogue.
            pub const ALL: &'static [Code] = &[$(Code::$code),*];
            /// The code as users see it, `E0101`.
            pub fn as_str(self) -> &'static str { match self { $(Code::$code => stringify!($code)),* } }
            /// What the code stands for, in a few words.
            pub fn title(self) -> &'static str { match self { $(Code::$code => $title),* } }
        }
    };
}

catalogue! {
    E0001 "type mismatch";
    E0002 "infinite type";
    E0003 "argument count";
    E0004 "unknown value, function or module";
    E0005 "callee is not a function";
    E0006 "bound not satisfied";
    E0007 "impl lacks a method";
    E0008 "impl signature differs";
    E0009 "struct field problems";
    E0010 "unknown variant";
    E0011 "or-pattern bindings differ";
    E0012 "case not exhaustive";
    E0013 "guard with control flow";
    E0014 "message type";
    E0015 "self() outside an actor";
    E0016 "spawn of a non-function";
    E0017 "receive outside an actor";
    E0018 "child start result";
    E0019 "supervisor strategy";
    E0020 "child restart";
    E0021 "child shutdown";
    E0022 "catch-all clause not last";
    E0023 "clause groups not adjacent";
    E0024 "closure clauses differ in parameter count";
    E0025 "guard not Bool";
    E0026 "overlapping impls";
    E0027 "several traits offer the method";
    E0028 "not derivable";
    E0029 "derive prerequisite";
    E0030 "no such method";
    E0031 "unknown module";
    E0032 "break outside a loop";
    E0033 "continue outside a loop";
    E0034 "name not in module";
    E0035 "private name";
    E0036 "? in an incompatible function";
    E0037 "? on another type";
    E0038 "Json field";
    E0039 "Row field";
    E0040 "associated type missing";
    E0041 "associated type unknown";
    E0042 "projection not resolvable";
    E0043 "(reserved; cannot occur)";
    E0044 "slot out of range";
    E0045 "unknown type in an alias";
    E0046 "manual promotion";
    E0047 "clustered route";
    E0048 "clustered route";
    E0049 "clustered route";
    E0050 "clustered route";
    E0051 "clustered route";
    E0100 "character that starts no token";
    E0101 "string, heredoc or regex not closed";
    E0102 "interpolation without }";
    E0103 "0x without digits, 1__, 1e";
    E0104 "Int literal too large";
    E0105 "token not allowed here";
    E0106 "missing end";
    E0107 "missing do or ->";
    E0108 "|0>, |1>";
    E0109 "from M import *";
    E0110 "interpolation in a pattern";
    E0111 "bad regex literal";
    E0112 "statement at module level";
    E0113 "pub before something not exportable";
    E0114 "keyword used as a name";
    E0115 "positional argument after keyword arguments";
    E0116 "repeated key in json {} or keyword arguments";
    E0117 "chained ! type, chained comparison a < b < c, a..b..c";
    E0118 "struct field without :: Type";
    E0119 "end without an open block";
    E0120 "bracket not closed";
    E0121 "closing bracket without opener";
    E0122 "unknown escape";
    E0123 "nesting limit";
    E0124 "block comment not closed";
    E0125 "unknown or malformed decorator";
    E0126 "option line of a struct not understood";
    E0127 "extern string that is no C identifier";
    E0200 "unknown type";
    E0202 "duplicate definition / import clash";
    E0203 "duplicate parameter, field, variant, handler, type parameter, derive name";
    E0204 "core type redefined";
    E0205 "implicit imports or module short names collide";
    E0206 "wrong letter case";
    E0207 "type argument count";
    E0208 "variant of several types";
    E0209 "function value of several arities";
    E0210 "interface used as type";
    E0211 "constant used before its definition";
    E0212 "alias refers to itself";
    E0213 "type or module used as value";
    E0214 "self outside an instance method";
    E0215 "Self outside interface/impl";
    E0216 "return outside a function";
    E0301 "unbounded specialisation";
    E0303 "type cannot be inferred";
    E0305 "declared type parameter forced";
    E0307 "not iterable";
    E0309 "Map.get without Default";
    E0310 "json {} value not encodable";
    E0311 "interpolated value not printable";
    E0312 "update of a non-struct";
    E0314 "index on another type";
    E0315 "Tuple.nth index not a literal or out of range";
    E0400 "unknown trait";
    E0401 "extra method";
    E0402 "impl target not allowed";
    E0403 "orphan impl";
    E0405 "supertrait missing";
    E0406 "useless impl parameter";
    E0407 "static function without a type (Interface.m(…) where m has no self)";
    E0408 "self or parameter count differs";
    E0409 "bound on unknown parameter";
    E0410 "field blocks a derive";
    E0412 "trait resolution too deep";
    E0501 "sub-pattern count";
    E0502 "refutable pattern";
    E0503 "variable bound twice";
    E0600 "actor name used as a value";
    E0601 "service without init";
    E0602 "call handler result";
    E0603 "cast handler result";
    E0604 "message or spawn argument cannot be sent";
    E0605 "actor calls itself outside tail position";
    E0606 "unknown key";
    E0607 "repeated key";
    E0608 "missing key";
    E0609 "handler clauses";
    E0610 "generated names collide";
    E0611 "service member";
    E0612 "too many block parameters";
    E0700 "import cycle";
    E0701 "self import";
    E0702 "two files, one module";
    E0703 "entry file missing";
    E0704 "no main";
    E0705 "main with parameters";
    E0706 "file name gives no module name";
    E0707 "File.embed";
    E0708 "test forms";
    W0001 "unreachable arm, clause or alternative";
    W0002 "visibility, generics, result type or where on a later clause";
    W0003 "code after an expression of type Never in a block";
    W0004 "function or closure clauses not exhaustive";
    W0005 "local variable never used (not parameters, not _x)";
    W0006 "imported name or module never used (implicit names count as use)";
    W0007 "private function, struct, sum type or constant never used";
    W0008 "value of type Result discarded by a statement";
    W0009 "value of type Iter discarded by a statement";
    W0010 "if without else whose body has type other than ()/Never, at the tail of a function with an inferred result";
    W0011 "comparison with a NaN constant, x == x on Float variable";
    W0012 "while with a constant true condition and no break/return/panic inside";
    W0013 "Pid escape hatch: conversion from Pid<M> to Pid to Pid<N> visible in one function";
    W0014 "private type in the signature of a pub item";
    W0015 "condition always true/false by literal";
    W0016 "monitor or trapped exits without an arm for them";
    W0017 "todo() left in the program";
    W0101 "SQL text built from a variable; only with -W sql";
}

impl Code {
    /// Warnings never affect the exit status.
    pub fn is_warning(self) -> bool {
        self.as_str().starts_with('W')
    }
}
