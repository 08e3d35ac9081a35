//! The one table of diagnostic codes: code and short title; `explain/CODE.md` holds the text of `meshc explain`.
//! A code is added here and there, nowhere else.

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
            /// The text of `meshc explain`, in Markdown: what the code means, a wrong program, a right one.
            pub fn explanation(self) -> &'static str {
                match self { $(Code::$code => include_str!(concat!("explain/", stringify!($code), ".md"))),* }
            }
            /// What the code stands for, in a few words.
            pub fn title(self) -> &'static str { match self { $(Code::$code => $title),* } }
        }
    };
}

catalogue! {
    E0001 "expression of another type";
    E0002 "infinite type";
    E0003 "wrong number of arguments";
    E0004 "unknown name";
    E0005 "call of something that is no function";
    E0006 "type does not implement an interface";
    E0007 "method missing in an impl";
    E0008 "method of another type than the interface says";
    E0009 "missing or unknown field";
    E0010 "unknown variant";
    E0011 "alternatives that bind different variables";
    E0012 "case that does not cover every value";
    E0013 "control flow in a guard";
    E0014 "message that the actor does not accept";
    E0015 "self() outside an actor";
    E0016 "spawn of something that cannot run";
    E0017 "receive outside an actor";
    E0018 "child whose start gives no pid";
    E0019 "unknown supervisor strategy";
    E0020 "unknown restart type";
    E0021 "invalid shutdown value";
    E0022 "catch-all clause that is not last";
    E0023 "clauses that are not adjacent";
    E0024 "closure clauses with different parameter counts";
    E0025 "guard that is not Bool";
    E0026 "two impls for one type";
    E0027 "method of several interfaces";
    E0028 "interface that cannot be derived";
    E0029 "derived interface that needs another";
    E0030 "unknown method";
    E0031 "unknown module";
    E0032 "break outside a loop";
    E0033 "continue outside a loop";
    E0034 "name that a module does not have";
    E0035 "private name of another module";
    E0036 "? in a function that cannot return the failure";
    E0037 "? on something else than Result or Option";
    E0038 "field that has no JSON form";
    E0039 "field that a database row cannot hold";
    E0040 "associated type missing in an impl";
    E0041 "associated type that the interface does not have";
    E0042 "associated type that cannot be found";
    E0043 "reserved";
    E0044 "slot out of range";
    E0045 "alias for an unknown type";
    E0046 "manual promotion in a cluster";
    E0047 "clustered function";
    E0048 "clustered function";
    E0049 "clustered function";
    E0050 "clustered function";
    E0051 "clustered function";
    E0100 "character that starts nothing";
    E0101 "string without an end";
    E0102 "interpolation without an end";
    E0103 "malformed number";
    E0104 "number out of range";
    E0105 "something else is expected here";
    E0106 "block without end";
    E0107 "block without do";
    E0108 "slot 0 or 1";
    E0109 "import of everything";
    E0110 "interpolation in a pattern";
    E0111 "invalid regular expression";
    E0112 "statement outside a function";
    E0113 "pub where it means nothing";
    E0114 "reserved word as a name";
    E0115 "positional argument after a named one";
    E0116 "repeated key";
    E0117 "chained operator";
    E0118 "field without a type";
    E0119 "end without a block";
    E0120 "bracket without its closing one";
    E0121 "closing bracket without an opening one";
    E0122 "unknown escape";
    E0123 "nesting too deep";
    E0124 "block comment without an end";
    E0125 "unknown decorator";
    E0126 "unknown option of a struct";
    E0127 "extern name that C does not allow";
    E0200 "unknown type";
    E0202 "name defined twice";
    E0203 "repeated name in a declaration";
    E0204 "built-in type defined again";
    E0205 "name from two imports";
    E0206 "name of the wrong letter case";
    E0207 "wrong number of type arguments";
    E0208 "variant of several types";
    E0209 "function value of several arities";
    E0210 "interface as a type";
    E0211 "constant used before its definition";
    E0212 "alias of itself";
    E0213 "type or module as a value";
    E0214 "self outside a method";
    E0215 "Self outside an interface or impl";
    E0216 "return outside a function";
    E0301 "endless specialisation";
    E0303 "type that cannot be inferred";
    E0305 "type parameter that is not free";
    E0307 "loop over something that is no collection";
    E0309 "Map.get without a default";
    E0310 "value without a JSON form";
    E0311 "value that cannot be shown";
    E0312 "update of something that is no struct";
    E0314 "index into something else than a list or map";
    E0315 "tuple index";
    E0400 "unknown interface";
    E0401 "method that the interface does not have";
    E0402 "type that cannot be implemented for";
    E0403 "impl of a foreign interface for a foreign type";
    E0405 "Ord without Eq";
    E0406 "type parameter that an impl does not use";
    E0407 "static function without a type";
    E0408 "method with other parameters than the interface says";
    E0409 "bound on something that is no type parameter";
    E0410 "field that keeps an interface from being derived";
    E0412 "interface resolution too deep";
    E0501 "wrong number of sub-patterns";
    E0502 "pattern that can fail";
    E0503 "variable bound twice in a pattern";
    E0600 "actor used as a function or value";
    E0601 "service without init";
    E0602 "call handler without state and reply";
    E0603 "handler that does not return the state";
    E0604 "value that cannot be sent";
    E0605 "actor that goes on after its loop call";
    E0606 "unknown key";
    E0607 "key given twice";
    E0608 "child without start";
    E0609 "handler clauses that disagree";
    E0610 "handlers with the same function";
    E0611 "supervisor number out of range";
    E0612 "too many names between bars";
    E0700 "import cycle";
    E0701 "module that imports itself";
    E0702 "two files for one module";
    E0703 "entry file missing";
    E0704 "no main";
    E0705 "main with parameters";
    E0706 "file name that gives no module name";
    E0707 "File.embed";
    E0708 "test forms";
    W0001 "pattern that never matches";
    W0002 "annotation on a later clause";
    W0003 "code that is never reached";
    W0004 "clauses that do not cover every value";
    W0005 "variable that is never used";
    W0006 "import that is never used";
    W0007 "private declaration that is never used";
    W0008 "result that is ignored";
    W0009 "iterator that nothing runs";
    W0010 "if without else as a result";
    W0011 "comparison with NaN";
    W0012 "endless loop";
    W0013 "pid that changes its message type";
    W0014 "private type in a public signature";
    W0015 "condition that is always the same";
    W0016 "message without an arm";
    W0017 "todo left in the program";
    W0101 "SQL text from a variable";
}

impl Code {
    /// Warnings never affect the exit status.
    pub fn is_warning(self) -> bool {
        self.as_str().starts_with('W')
    }
}
