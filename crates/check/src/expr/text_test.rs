//! `starts with`, `ends with`, `contains`, `like`, `matches`.

use tenet_base::Span;
use tenet_hir::{Case, ExprId, ExprKind, Pattern, PatternError, TextTest, Ty, Type};
use tenet_syntax::ast;

use super::Checker;
use crate::errors::types as errors;
use crate::types;

impl Checker<'_, '_> {
    pub(super) fn text_test(
        &mut self,
        subject: &ast::Expr,
        test: &ast::TextTest,
        span: Span,
    ) -> ExprId {
        let subject_id = self.subject(subject, test);
        let case = self.case_of(subject_id);
        match test {
            ast::TextTest::StartsWith(part) => {
                self.by_text(TextTest::StartsWith, subject_id, part, span)
            }
            ast::TextTest::EndsWith(part) => {
                self.by_text(TextTest::EndsWith, subject_id, part, span)
            }
            ast::TextTest::Contains(part) => {
                self.by_text(TextTest::Contains, subject_id, part, span)
            }
            ast::TextTest::Like(pattern) => self.by_pattern(
                subject_id,
                Pattern::like(&pattern.text, case),
                pattern.span,
                span,
            ),
            ast::TextTest::Matches(pattern) => self.by_pattern(
                subject_id,
                Pattern::regex(&pattern.text, case),
                pattern.span,
                span,
            ),
        }
    }

    fn subject(&mut self, subject: &ast::Expr, test: &ast::TextTest) -> ExprId {
        let id = self.expression(subject, None);
        let ty = self.ty(id);
        if matches!(test, ast::TextTest::Contains(_)) && types::item_of(&ty).is_some() {
            let found = self.describe(&ty);
            let diagnostic = errors::mismatch(subject.span, "String", &found);
            return self.refuse(diagnostic.help("a list is searched with `x in list`"));
        }
        self.operand(id, subject, &Type::of(Ty::String))
    }

    /// A field marked `exact` is compared by code point, whatever it is compared with.
    fn case_of(&self, subject: ExprId) -> Case {
        let program = &self.ctx.program;
        let exact = matches!(&program.exprs[subject].kind,
            ExprKind::Field { field, .. } if program.fields[*field].marks.exact);
        if exact { Case::Exact } else { Case::Folded }
    }

    fn by_text(&mut self, test: TextTest, subject: ExprId, part: &ast::Expr, span: Span) -> ExprId {
        let wanted = Type::of(Ty::String);
        let id = self.expression(part, Some(&wanted));
        let id = self.operand(id, part, &wanted);
        self.add(ExprKind::TextTest(test, subject, id), Type::BOOL, span)
    }

    fn by_pattern(
        &mut self,
        subject: ExprId,
        pattern: Result<Pattern, PatternError>,
        at: Span,
        span: Span,
    ) -> ExprId {
        match pattern {
            Ok(pattern) => self.add(ExprKind::Matches(subject, pattern), Type::BOOL, span),
            Err(error) => self.refuse(errors::bad_pattern(at, &error.message)),
        }
    }
}
