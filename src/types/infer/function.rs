//! Functions: clauses of module functions and of local ones.

use std::rc::Rc;

use crate::resolve::LocalId;
use crate::syntax::ast::{self, Block, FnBody, StmtKind};

use crate::types::convert::Holes;
use crate::types::cx::{Cx, Frame, Origin, TypeScope, Want};
use crate::types::ty::Ty;
use crate::types::typed::{self, Clause};

impl Cx<'_> {
    /// The clauses of a function at its parameter and result types.
    pub fn clauses(&mut self, ids: &[ast::FnId], params: &[Ty], result: Ty) -> Vec<Clause> {
        let ast = self.ast();
        let mut clauses = Vec::with_capacity(ids.len());
        let origin = match ids.first().and_then(|id| ast.fns[*id].result) {
            Some(ty) => Origin::Result(ast.types[ty].span),
            None => Origin::None,
        };
        let inferred = origin == Origin::None;
        self.cur_mut().frames.push(Frame {
            result,
            result_origin: origin,
            inferred,
            returns: false,
        });
        for (index, &id) in ids.iter().enumerate() {
            let decl = &ast.fns[id];
            let mut pats = Vec::with_capacity(decl.params.len());
            for (param, &ty) in decl.params.iter().zip(params) {
                if let (Some(annotation), true) = (param.ty, index > 0) {
                    let (file, scope) = (self.cur().file, Rc::clone(&self.cur().scope));
                    let own = self.convert(file, annotation, &scope, &mut Holes::Fresh);
                    let span = ast.types[annotation].span;
                    self.unify_at(ty, own, span, Origin::None);
                }
                pats.push(self.pattern(param.pat, ty, Origin::None));
            }
            let guard = decl.guard.map(|g| self.guard(g));
            let body = match &decl.body {
                Some(FnBody::Expr(e)) => {
                    let body = self.expr(*e, Want::ty(result, origin));
                    self.body_result(body, result, origin)
                }
                Some(FnBody::Block(block)) => self.body_block(block, result, origin),
                None => self.error_expr(decl.span),
            };
            clauses.push(Clause {
                params: pats,
                guard,
                body,
                span: decl.head_span,
                head: decl.head_span.at_start().to(decl.params_span),
            });
        }
        self.result_of_frame(result, &clauses);
        clauses
    }

    /// Local functions that directly follow one another; the index after them.
    pub(super) fn local_functions(
        &mut self,
        block: &Block,
        from: usize,
    ) -> (Vec<typed::LocalFn>, usize) {
        let ast = self.ast();
        let mut groups: Vec<(LocalId, Vec<ast::FnId>)> = Vec::new();
        let mut at = from;
        while let Some(StmtKind::Fn(id)) = block.stmts.get(at).map(|s| &s.kind) {
            if let Some(&local) = self.file().local_fns.get(id) {
                match groups.last_mut() {
                    Some((last, clauses)) if *last == local => clauses.push(*id),
                    _ => groups.push((local, vec![*id])),
                }
            }
            at += 1;
        }
        self.u.level += 1;
        let mut heads = Vec::new();
        for (local, clauses) in &groups {
            let decl = &ast.fns[clauses[0]];
            let file = self.cur().file;
            let outer = Rc::clone(&self.cur().scope);
            let mut scope: TypeScope = (*outer).clone();
            let mut declared = Vec::new();
            for name in &decl.generics {
                let index = crate::types::unify::LOCAL_PARAMS + self.cur().local_generics;
                self.cur_mut().local_generics += 1;
                self.cur_mut().local_names.insert(index, name.text);
                let ty = self.u.tys.param(index);
                scope.params.push(ty);
                declared.push((name.text, ty, index));
            }
            let names: Vec<_> = declared.iter().map(|(n, t, _)| (*n, *t)).collect();
            let bounds = scope.bounds.len();
            self.convert_bounds(file, &decl.bounds, &names, &mut scope);
            let new: Vec<typed::Bound> = scope.bounds[bounds..].to_vec();
            self.cur_mut().env.extend(new.iter().cloned());
            let mut holes = Holes::Fresh;
            let params: Vec<Ty> = decl
                .params
                .iter()
                .map(|p| match p.ty {
                    Some(ty) => self.convert(file, ty, &scope, &mut holes),
                    None => self.fresh(),
                })
                .collect();
            let result = match decl.result {
                Some(ty) => self.convert(file, ty, &scope, &mut holes),
                None => self.fresh(),
            };
            let ty = self.u.tys.fun(&params, result);
            let id = self.cur_mut().body.locals.push(typed::Local {
                name: decl.name.text,
                span: decl.name.span,
                ty,
                generics: Vec::new(),
            });
            self.cur_mut().locals.insert(*local, id);
            heads.push((id, params, result, Rc::new(scope), declared, new));
        }
        let mut typed = Vec::new();
        for ((_, clauses), (id, params, result, scope, _, _)) in groups.iter().zip(&heads) {
            let outer = std::mem::replace(&mut self.cur_mut().scope, Rc::clone(scope));
            let clauses_typed = self.clauses(clauses, params, *result);
            self.cur_mut().scope = outer;
            typed.push(typed::LocalFn {
                local: *id,
                clauses: clauses_typed,
                span: ast.fns[clauses[0]].span,
            });
        }
        self.u.level -= 1;
        let locals: Vec<typed::LocalId> = heads.iter().map(|h| h.0).collect();
        self.generalise_local(&locals);
        // declared parameters are quantified as well
        for (id, _, _, _, declared, bounds) in heads {
            if declared.is_empty() {
                continue;
            }
            let own: Vec<u32> = declared.iter().map(|(_, _, i)| *i).collect();
            let before = self.cur().schemes.get(&id).cloned();
            let mut generics = own;
            let mut preds: Vec<_> = bounds
                .into_iter()
                .map(crate::types::cx::Pred::Trait)
                .collect();
            if let Some(scheme) = before {
                generics.extend(&scheme.generics);
                preds.extend(scheme.preds.iter().cloned());
            }
            self.cur_mut().body.locals[id].generics = generics.clone();
            let scheme = Rc::new(crate::types::cx::LocalScheme { generics, preds });
            self.cur_mut().schemes.insert(id, scheme);
        }
        (typed, at)
    }
}
