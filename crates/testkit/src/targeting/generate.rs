//! Rules and objects to hold two interpreters against each other: words that
//! meet often, right and wrong, and now and then a broken text.

mod objects;
mod pairs;
mod rules;

pub use objects::objects;
pub use pairs::Pairs;
pub use rules::rules;

/// Texts that rules and objects share.
pub(super) const TEXTS: [&str; 22] = [
    "a",
    "A",
    "ab",
    "",
    "null",
    "Oslo",
    "O'Brien",
    "Äpfel",
    "SMTP:kim@contoso.com",
    "@contoso.com",
    "10.0.22000",
    "10.0.9",
    "10.0.9.1",
    "Company",
    "Corporate",
    "AzureAD",
    "ServerAD",
    "Azure AD joined",
    "amd64",
    "x64",
    "True",
    "[ZTDId]:1",
];
