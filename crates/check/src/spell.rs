//! An expression as it was written, for messages that name it.

use tenet_syntax::ast;

/// A path or a call of such, as it was written; nothing for what is longer to say.
pub(crate) fn spell(expr: &ast::Expr) -> Option<String> {
    if let ast::ExprKind::Name(name) = &expr.kind {
        return Some(name.text.clone());
    }
    if let ast::ExprKind::TypeName(name) = &expr.kind {
        return Some(qualified(name));
    }
    if let ast::ExprKind::Member {
        base,
        name,
        null_safe,
    } = &expr.kind
    {
        let dot = if *null_safe { "?." } else { "." };
        return Some(format!("{}{dot}{}", spell(base)?, name.text));
    }
    if let ast::ExprKind::Call { name, arguments } = &expr.kind {
        let arguments: Option<Vec<String>> = arguments.iter().map(spell).collect();
        return Some(format!("{}({})", qualified(name), arguments?.join(", ")));
    }
    None
}

/// The expression in backticks, or other words for it.
pub(crate) fn quoted(expr: &ast::Expr) -> String {
    spell(expr).map_or_else(|| "this value".to_owned(), |text| format!("`{text}`"))
}

/// A name with its alias.
pub(crate) fn qualified(name: &ast::QualifiedName) -> String {
    match &name.qualifier {
        Some(alias) => format!("{}.{}", alias.text, name.name.text),
        None => name.name.text.clone(),
    }
}
