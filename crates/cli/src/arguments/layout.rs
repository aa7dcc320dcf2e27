//! `--layout`: the tool that wrote a snapshot, where it cannot be told.

use tenet_base::suggest;
use tenet_engine::ExportLayout;

/// The layout of one root of a snapshot, or of all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LayoutArgument {
    /// The root, as it is named on the same command line.
    root: Option<String>,
    layout: ExportLayout,
}

impl LayoutArgument {
    /// Reads `NAME` or `PATH=NAME`.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let (root, name) = match text.rsplit_once('=') {
            Some((root, name)) => (Some(root.to_owned()), name),
            None => (None, text),
        };
        let Some(layout) = ExportLayout::of_flag(name) else {
            let names: Vec<&str> = ExportLayout::ALL.iter().map(|it| it.flag()).collect();
            let meant = suggest::nearest(name, names.iter().copied());
            let meant = meant.map_or(String::new(), |it| format!(" (did you mean `{it}`?)"));
            let names = names.join(", ");
            return Err(format!(
                "no layout is called `{name}`{meant}; there are {names}"
            ));
        };
        Ok(Self { root, layout })
    }

    /// The layout of each root of which some argument says it, or the argument that
    /// names a root which is none of them.
    pub(crate) fn of_roots<'a>(
        arguments: &'a [Self],
        roots: &[String],
    ) -> Result<Vec<Option<ExportLayout>>, &'a str> {
        let named = arguments.iter().filter_map(|it| it.root.as_deref());
        let mut strangers = named.filter(|name| !roots.iter().any(|root| same(root, name)));
        if let Some(stranger) = strangers.next() {
            return Err(stranger);
        }
        let of_root = |root: &String| {
            let is = |it: &&Self| it.root.as_ref().is_some_and(|own| same(root, own));
            let own = arguments.iter().find(is);
            let all = || arguments.iter().find(|it| it.root.is_none());
            own.or_else(all).map(|it| it.layout)
        };
        Ok(roots.iter().map(of_root).collect())
    }
}

/// Whether two paths are the same but for a slash at the end.
fn same(root: &str, name: &str) -> bool {
    root.trim_end_matches('/') == name.trim_end_matches('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_in_a_name_has_a_suggestion() {
        let refused = LayoutArgument::parse("intunemanagement").unwrap_err();
        assert!(
            refused.contains("did you mean `intune-management`?"),
            "{refused}"
        );
        let stranger = LayoutArgument::parse("zip").unwrap_err();
        assert!(!stranger.contains("did you mean"), "{stranger}");
    }

    #[test]
    fn a_root_takes_its_own_layout_before_that_of_all() {
        let arguments: Vec<LayoutArgument> = ["graph", "b/=IntuneCD"]
            .iter()
            .map(|text| LayoutArgument::parse(text).unwrap())
            .collect();
        let roots = ["a".to_owned(), "b".to_owned()];
        let layouts = LayoutArgument::of_roots(&arguments, &roots).unwrap();
        assert_eq!(
            layouts,
            [Some(ExportLayout::Graph), Some(ExportLayout::IntuneCd)]
        );
        let strange = LayoutArgument::of_roots(&arguments, &roots[..1]);
        assert_eq!(strange, Err("b/"));
        let error = LayoutArgument::parse("intunecdd").unwrap_err();
        assert!(
            error.contains("`intunecdd`") && error.contains("intunecd, "),
            "{error}"
        );
    }
}
