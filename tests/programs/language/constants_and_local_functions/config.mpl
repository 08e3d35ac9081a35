pub let limit = 3 * base()
pub let names = ["ash", "elm"]

fn base() = 7
