//! The dossier as a page: HTML and Markdown.
