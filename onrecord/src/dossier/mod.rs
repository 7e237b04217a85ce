//! One story set out for a reader.
