//! The wire: JSON Lines, one object a line, `"kind"` first (DESIGN section 5).
