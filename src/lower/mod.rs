//! (pass)
