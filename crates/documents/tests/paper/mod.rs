//! Papers: what they say and weigh, that equal input gives equal bytes, and hostile input. What a file is worth is
//! asked of programs that are not ours: poppler, qpdf and zbar (`test.sh` installs them).

mod hostile;
mod measures;
mod reader;
mod said;
mod samples;
mod stable;
mod standards;
