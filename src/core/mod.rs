//! Core: the middle language.
