//! How each type is represented: what is a C value, what is a counted cell. The one place that `rc` and the emitter share.
//!
//! - A type without information (Unit, an empty struct, …) has no representation.
//! - Variants without payload only: the smallest unsigned integer.
//! - Option-like (one variant without payload, one with a single pointer that is never null): that pointer, or null.
//! - Small aggregates are C values: up to [`MAX_PLAIN_WORDS`] words without counted fields, where a copy is a plain copy; up to
//!   [`MAX_COUNTED_WORDS`] with counted fields, where each copy costs a dup a field.
//! - All else, and whatever contains itself, is a counted cell: a header and the fields of one variant.
//!
//! Sizes are those of a 64-bit machine on every target, so that a program is represented (and counted) in the same way
//! everywhere.

use super::ir::*;
use crate::base::{Id, IndexVec};

/// Most words of an aggregate without counted fields that is passed by value.
pub const MAX_PLAIN_WORDS: u32 = 8;
/// Most words of an aggregate with counted fields that is passed by value.
pub const MAX_COUNTED_WORDS: u32 = 2;
/// Bytes of the header of a cell.
pub const HEAD_BYTES: u32 = 8;
const WORD: u32 = 8;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DataLayout {
    /// No representation: one variant, and no field has a representation.
    Unit,
    /// An unsigned integer of so many bytes: the index of the variant.
    Enum { bytes: u32 },
    /// A C struct by value; with several variants a tag and a union.
    Value { words: u32 },
    /// Variant `none` is the null pointer, `some` the pointer that is its field `field`.
    Nullable { none: u32, some: u32, field: u32 },
    /// A counted pointer to a cell. The header holds the variant. A variant without representable fields is a static cell.
    Cell,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Size {
    bytes: u32,
    align: u32,
}

/// The layout of every data type of a program.
#[derive(Clone, Debug)]
pub struct Layouts {
    datas: IndexVec<DataId, DataLayout>,
    counted: IndexVec<DataId, bool>,
    /// By-value sizes; a pointer for cells.
    sizes: IndexVec<DataId, Size>,
}

impl Layouts {
    pub fn new(program: &Program) -> Layouts {
        let mut layouts = Layouts {
            datas: IndexVec::from_elem(DataLayout::Cell, program.datas.len()),
            counted: IndexVec::from_elem(true, program.datas.len()),
            sizes: IndexVec::from_elem(
                Size {
                    bytes: WORD,
                    align: WORD,
                },
                program.datas.len(),
            ),
        };
        for group in embedding_groups(program) {
            let recursive = group.len() > 1 || embeds(program, group[0], group[0]);
            // members of a cycle are cells; what is option-like around a cell of its cycle is a nullable pointer
            if recursive {
                for &data in &group {
                    if let Some((none, some, field)) = option_shape(program, &layouts, data) {
                        let payload =
                            program.datas[data].variants[some as usize].fields[field as usize].ty;
                        let around_cell = match program.types.kind(payload) {
                            TyKind::Data(inner) => {
                                !group.contains(inner)
                                    || option_shape(program, &layouts, *inner).is_none()
                            }
                            _ => true,
                        };
                        if around_cell && layouts.is_never_null(program, payload) {
                            layouts.datas[data] = DataLayout::Nullable { none, some, field };
                        }
                    }
                }
            } else {
                layouts.decide(program, group[0]);
            }
        }
        layouts
    }

    fn decide(&mut self, program: &Program, id: DataId) {
        let data = &program.datas[id];
        let representable = |field: &FieldDef| !self.is_unit(&program.types, field.ty);
        let plain = data
            .variants
            .iter()
            .all(|v| !v.fields.iter().any(representable));
        let counted = data.variants.iter().any(|v| {
            v.fields
                .iter()
                .any(|f| self.is_counted(&program.types, f.ty))
        });
        let (layout, size) = if plain && data.variants.len() <= 1 {
            (DataLayout::Unit, Size { bytes: 0, align: 1 })
        } else if plain {
            let bytes = match data.variants.len() {
                0..=0x100 => 1,
                0x101..=0x1_0000 => 2,
                _ => 4,
            };
            (
                DataLayout::Enum { bytes },
                Size {
                    bytes,
                    align: bytes,
                },
            )
        } else if let Some((none, some, field)) =
            option_shape(program, self, id).filter(|&(_, some, field)| {
                self.is_never_null(
                    program,
                    data.variants[some as usize].fields[field as usize].ty,
                )
            })
        {
            (
                DataLayout::Nullable { none, some, field },
                Size {
                    bytes: WORD,
                    align: WORD,
                },
            )
        } else {
            let mut union = Size { bytes: 0, align: 1 };
            for variant in &data.variants {
                let size = self.fields_size(&program.types, &variant.fields, 0);
                union.bytes = union.bytes.max(size.bytes);
                union.align = union.align.max(size.align);
            }
            let mut bytes = union.bytes.next_multiple_of(union.align);
            if data.variants.len() > 1 {
                // the tag needs at most the alignment of the union: it stands in front
                let tag = if data.variants.len() <= 0x100 { 1 } else { 4 };
                union.align = union.align.max(tag);
                bytes = (bytes + union.align).next_multiple_of(union.align);
            }
            let words = bytes.div_ceil(WORD);
            let most = if counted {
                MAX_COUNTED_WORDS
            } else {
                MAX_PLAIN_WORDS
            };
            if words <= most {
                (
                    DataLayout::Value { words },
                    Size {
                        bytes,
                        align: union.align,
                    },
                )
            } else {
                (
                    DataLayout::Cell,
                    Size {
                        bytes: WORD,
                        align: WORD,
                    },
                )
            }
        };
        self.datas[id] = layout;
        self.sizes[id] = size;
        self.counted[id] = counted || layout == DataLayout::Cell;
    }

    fn fields_size(&self, types: &Types, fields: &[FieldDef], start: u32) -> Size {
        let mut size = Size {
            bytes: start,
            align: 1,
        };
        for field in fields {
            let one = self.size(types, field.ty);
            if one.bytes > 0 {
                size.bytes = size.bytes.next_multiple_of(one.align) + one.bytes;
                size.align = size.align.max(one.align);
            }
        }
        size
    }

    fn size(&self, types: &Types, ty: TyId) -> Size {
        let word = Size {
            bytes: WORD,
            align: WORD,
        };
        match types.kind(ty) {
            TyKind::Int | TyKind::Float | TyKind::Atom => word,
            TyKind::Bool => Size { bytes: 1, align: 1 },
            TyKind::Unit | TyKind::Never => Size { bytes: 0, align: 1 },
            TyKind::Data(data) => self.sizes[*data],
            TyKind::Extern { .. } | TyKind::Fun { .. } | TyKind::Token => word,
        }
    }

    pub fn data(&self, data: DataId) -> DataLayout {
        self.datas[data]
    }

    /// The type has no representation in C.
    pub fn is_unit(&self, types: &Types, ty: TyId) -> bool {
        match types.kind(ty) {
            TyKind::Unit | TyKind::Never => true,
            TyKind::Data(data) => self.datas[*data] == DataLayout::Unit,
            TyKind::Int
            | TyKind::Float
            | TyKind::Bool
            | TyKind::Atom
            | TyKind::Extern { .. }
            | TyKind::Fun { .. }
            | TyKind::Token => false,
        }
    }

    /// A value of the type is or contains counted pointers: it is dup'ed and dropped.
    pub fn is_counted(&self, types: &Types, ty: TyId) -> bool {
        match types.kind(ty) {
            TyKind::Int
            | TyKind::Float
            | TyKind::Bool
            | TyKind::Unit
            | TyKind::Never
            | TyKind::Atom
            | TyKind::Token => false,
            TyKind::Extern { .. } | TyKind::Fun { .. } => true,
            TyKind::Data(data) => self.counted[*data],
        }
    }

    /// The type is a pointer in C, and a value of it is never null.
    fn is_never_null(&self, program: &Program, ty: TyId) -> bool {
        match program.types.kind(ty) {
            TyKind::Extern { .. } | TyKind::Fun { .. } => true,
            TyKind::Data(data) => self.datas[*data] == DataLayout::Cell,
            TyKind::Int
            | TyKind::Float
            | TyKind::Bool
            | TyKind::Unit
            | TyKind::Never
            | TyKind::Atom
            | TyKind::Token => false,
        }
    }

    /// Indices of the fields of a variant that are counted.
    pub fn counted_fields(&self, program: &Program, data: DataId, variant: u32) -> Vec<u32> {
        let fields = &program.datas[data].variants[variant as usize].fields;
        (0u32..)
            .zip(fields)
            .filter(|(_, f)| self.is_counted(&program.types, f.ty))
            .map(|(i, _)| i)
            .collect()
    }

    /// Bytes of the memory that a value of this variant lives in, header included; None if it has no cell of its own (the
    /// layout is not `Cell`, or the variant is a static cell).
    pub fn cell_bytes(&self, program: &Program, data: DataId, variant: u32) -> Option<u32> {
        if self.datas[data] != DataLayout::Cell {
            return None;
        }
        let fields = &program.datas[data].variants[variant as usize].fields;
        let size = self.fields_size(&program.types, fields, HEAD_BYTES);
        (size.bytes > HEAD_BYTES).then(|| size.bytes.next_multiple_of(WORD))
    }

    /// A value of this variant holds nothing that is counted: a drop of it does nothing.
    pub fn is_immortal_variant(&self, program: &Program, data: DataId, variant: u32) -> bool {
        match self.datas[data] {
            DataLayout::Unit | DataLayout::Enum { .. } => true,
            DataLayout::Value { .. } => self.counted_fields(program, data, variant).is_empty(),
            DataLayout::Nullable { none, .. } => variant == none,
            DataLayout::Cell => self.cell_bytes(program, data, variant).is_none(),
        }
    }

    /// The operation gives something immortal, which nobody counts.
    pub fn is_immortal_op(&self, program: &Program, op: &Op) -> bool {
        match op {
            Op::Use(operand) => operand.local().is_none(),
            Op::Closure { captures, .. } => captures.is_empty(),
            Op::Construct { data, variant, .. } => {
                self.is_immortal_variant(program, *data, *variant)
            }
            Op::Const(_)
            | Op::Call { .. }
            | Op::CallExtern { .. }
            | Op::CallClosure { .. }
            | Op::Project { .. }
            | Op::Concat(_)
            | Op::Unpack { .. }
            | Op::FreeToken(_) => false,
        }
    }
}

/// (none, some, field): two variants, of which one has no field with a representation and the other exactly one.
fn option_shape(program: &Program, layouts: &Layouts, data: DataId) -> Option<(u32, u32, u32)> {
    let variants = &program.datas[data].variants;
    if variants.len() != 2 {
        return None;
    }
    let payload = |variant: &Variant| -> Vec<u32> {
        (0u32..)
            .zip(&variant.fields)
            .filter(|(_, f)| !layouts.is_unit(&program.types, f.ty))
            .map(|(i, _)| i)
            .collect()
    };
    match (
        payload(&variants[0]).as_slice(),
        payload(&variants[1]).as_slice(),
    ) {
        ([], [field]) => Some((0, 1, *field)),
        ([field], []) => Some((1, 0, *field)),
        _ => None,
    }
}

/// The data types that `data` has fields of.
fn embedded(program: &Program, data: DataId) -> impl Iterator<Item = DataId> + '_ {
    program.datas[data]
        .variants
        .iter()
        .flat_map(|v| &v.fields)
        .filter_map(|f| match program.types.kind(f.ty) {
            TyKind::Data(inner) => Some(*inner),
            TyKind::Int
            | TyKind::Float
            | TyKind::Bool
            | TyKind::Unit
            | TyKind::Never
            | TyKind::Atom
            | TyKind::Extern { .. }
            | TyKind::Fun { .. }
            | TyKind::Token => None,
        })
}

fn embeds(program: &Program, data: DataId, inner: DataId) -> bool {
    embedded(program, data).any(|d| d == inner)
}

/// Strongly connected groups of the graph "has a field of", innermost first.
fn embedding_groups(program: &Program) -> Vec<Vec<DataId>> {
    let edges: Vec<Vec<usize>> = program
        .datas
        .ids()
        .map(|d| embedded(program, d).map(Id::index).collect())
        .collect();
    super::scc::groups(&edges)
        .into_iter()
        .map(|group| group.into_iter().map(DataId::new).collect())
        .collect()
}
