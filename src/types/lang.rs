//! Lang items: the library definitions that syntax stands for. This table is the only place where the compiler knows a
//! library name; everything else about a library function is in `src/std`.

use crate::resolve::{FnId, TraitId, TyConId};

macro_rules! lang_items {
    (
        types { $($ty:ident = $ty_module:literal $ty_name:literal;)* }
        traits { $($tr:ident = $tr_module:literal $tr_name:literal;)* }
        fns { $($f:ident = $f_module:literal $f_name:literal / $f_arity:literal;)* }
    ) => {
        /// The definitions, found once per program. `None` where the library lacks one (only in unit tests).
        #[derive(Clone, Debug, Default)]
        pub struct Lang {
            $(pub $ty: Option<TyConId>,)*
            $(pub $tr: Option<TraitId>,)*
            $(pub $f: Option<FnId>,)*
        }
        impl Lang {
            /// Finds every item by module, name and arity.
            pub fn find(
                mut ty: impl FnMut(&str, &str) -> Option<TyConId>,
                mut tr: impl FnMut(&str, &str) -> Option<TraitId>,
                mut function: impl FnMut(&str, &str, u32) -> Option<FnId>,
            ) -> Lang {
                Lang {
                    $($ty: ty($ty_module, $ty_name),)*
                    $($tr: tr($tr_module, $tr_name),)*
                    $($f: function($f_module, $f_name, $f_arity),)*
                }
            }
        }
    };
}

// What the library owes to the functions beyond their names (`T`, `K`, `V` are type parameters; the functions may be private):
// - `List.literal_new(capacity :: Int) -> List<T>`, `Map.literal_new(capacity :: Int) -> Map<K, V>`: empty, with room;
// - `List.get_unchecked(xs, i) -> T`, `List.drop_first(xs) -> List<T>`, `List.drop_front(xs, n) -> List<T>`: within the length;
// - `Map.next_slot(m, from :: Int) -> Int`: the first entry's slot from `from` on, -1 if there is none; `Map.key_at(m, slot)`,
//   `Map.value_at(m, slot)`;
// - `Set.entries(s) -> Map<T, ()>`, `Queue.items(q) -> List<T>`, `Iter.pull(it) -> Option<(T, Iter<T>)>`;
// - `Int.less_than(a, b) -> Bool`, `Int.wrapping_add(a, b) -> Int`, `Float.equals(a, b) -> Bool`, `Atom.equals(a, b) -> Bool`,
//   `Bool.negated(b) -> Bool`: externs that are inline in C;
// - `Regex.literal(pattern :: String, flags :: String) -> Regex`;
// - `File.embed`, `embed_bytes`, `embed_dir`: externs that never are called, as `lower` puts the files in their place;
// - `Prelude.main_failed(text :: String) -> Never`: writes `error: text` to standard error and exits with status 1.
lang_items! {
    types {
        string = "String" "String";
        list = "List" "List";
        map = "Map" "Map";
        set = "Set" "Set";
        queue = "Queue" "Queue";
        range = "Range" "Range";
        bytes = "Bytes" "Bytes";
        iter = "Iter" "Iter";
        option = "Option" "Option";
        result = "Result" "Result";
        ordering = "Ordering" "Ordering";
        json = "Json" "Json";
    }
    traits {
        eq = "Eq" "Eq";
        ord = "Ord" "Ord";
        hash = "Hash" "Hash";
        display = "Display" "Display";
        debug = "Debug" "Debug";
        default = "Default" "Default";
        add = "Add" "Add";
        sub = "Sub" "Sub";
        mul = "Mul" "Mul";
        div = "Div" "Div";
        modulo = "Mod" "Mod";
        neg = "Neg" "Neg";
        from = "From" "From";
        into = "Into" "Into";
        try_from = "TryFrom" "TryFrom";
        try_into = "TryInto" "TryInto";
        iterator = "Iterator" "Iterator";
        iterable = "Iterable" "Iterable";
        num = "Num" "Num";
        to_json = "ToJson" "ToJson";
        from_json = "FromJson" "FromJson";
    }
    fns {
        string_concat = "String" "concat_own" / 2;
        string_eq = "String" "equals" / 2;
        list_new = "List" "new" / 0;
        list_literal = "List" "literal_new" / 1;
        list_append = "List" "append" / 2;
        list_concat = "List" "concat" / 2;
        list_length = "List" "length" / 1;
        list_get = "List" "get" / 2;
        list_get_unchecked = "List" "get_unchecked" / 2;
        list_drop_first = "List" "drop_first" / 1;
        list_drop_front = "List" "drop_front" / 2;
        map_literal = "Map" "literal_new" / 1;
        map_put = "Map" "put" / 3;
        map_get = "Map" "get" / 2;
        map_next_slot = "Map" "next_slot" / 2;
        map_key_at = "Map" "key_at" / 2;
        map_value_at = "Map" "value_at" / 2;
        set_to_map = "Set" "entries" / 1;
        queue_to_list = "Queue" "items" / 1;
        bytes_length = "Bytes" "length" / 1;
        bytes_get_unchecked = "Bytes" "get_unchecked" / 2;
        iter_next = "Iter" "pull" / 1;
        int_lt = "Int" "less_than" / 2;
        int_add = "Int" "wrapping_add" / 2;
        float_eq = "Float" "equals" / 2;
        atom_eq = "Atom" "equals" / 2;
        bool_not = "Bool" "negated" / 1;
        regex_literal = "Regex" "literal" / 2;
        json_object = "Json" "of_map" / 1;
        json_array = "Json" "of_list" / 1;
        json_variant = "Json" "of_variant" / 2;
        json_members = "Json" "expect_object" / 1;
        json_field = "Json" "decode_field" / 2;
        json_tag = "Json" "decode_tag" / 1;
        json_payload = "Json" "decode_payload" / 2;
        json_items = "Json" "decode_items_of" / 2;
        json_item = "Json" "decode_item" / 3;
        json_unknown = "Json" "unknown_variant" / 2;
        hash_mix = "Hash" "mix" / 2;
        file_embed = "File" "embed" / 1;
        file_embed_bytes = "File" "embed_bytes" / 1;
        file_embed_dir = "File" "embed_dir" / 1;
        panic = "Prelude" "panic" / 1;
        main_failed = "Prelude" "main_failed" / 1;
    }
}
