### Words of the open data.

title = Open data
lead = Every public register whole, and the ledger itself. Equal content has equal bytes.
day = As of { $day }
rows =
    { $rows } { $rows ->
        [one] row
       *[other] rows
    }
up_to =
    when the ledger had { $entries } { $entries ->
        [one] entry
       *[other] entries
    }
in_the_making = The files are being made. Open this page again in a few minutes.
bytes =
    { $bytes } { $bytes ->
        [one] byte
       *[other] bytes
    }
leaves = Leaves of standard systems
leaves_note = state is there (an edition is in force), planned (a project that was taken up is to make it) or missing, as of the day. An empty industry says that neither the leaf nor a node above it names a class: nobody can tell.
verdicts = Verdicts of comparison tables
verdicts_note = One row for each indicator and each compared standard. verdict is better, equal, worse, added (the other standard does not have it), not_comparable or cannot_tell (what the other says was not entered); a positive margin is better. Where sample is true the figures are made up.
duties = Duties of drafters (clause 4)
duties_note = Where status is met, the day is told. Whether a duty is not met is told to nobody before the province publishes it: not_told. Once a line about it is published, the report, the last day and how it stands as of the day are told, too (met_late, overdue and so on).
published_note = Each line that the province published. when_published is how it stood then, now is how it stands as of the day; what proved wrong since has the day and the outcome of its correction.
columns = Columns
registers = Registers
ledger = The ledger
ledger_text = All entries are public in the C2SP tlog-tiles format, to be read and checked with any tool that knows it.
entries =
    { $entries } { $entries ->
        [one] entry
       *[other] entries
    }
how = How to read and check it
pages = To read page by page, use the API:
terms = Terms of use
terms_use = Free to use, change and publish again, also commercially: without asking and without a fee, if the source (Pinzibiao public service) and the day of the data are named.
terms_not = Nobody may be led to believe that the federation stands behind the user; whoever has the data has no right to the mark by that.
terms_who = Each fact is the responsibility of the office that entered it, which the ledger names entry by entry. Tell that office of an error: it is corrected by a new record, and the old one stays.
terms_day = A file tells how things stood on its day; whether a mark is valid at this moment, the page behind its code tells.
