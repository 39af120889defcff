### Words of comparison tables: as files, their differences, and how they are written in the browser.

data_title = Comparison tables
test_items = What is tested
test_items_lead = By the comparison table of { $edition }: what each indicator asks, and how it is tested.
test_items_none = No comparison table of this edition is on file; what is tested, its text tells.
missed = Missed
as_file = This table as a file
diff_newest = What changed since the edition before
diff_title = What changed in the comparison table
diff_from = From edition
diff_to = To edition
diff_compare = Compare
diff_same = The tables of the two editions say the same.
diff_counts =
    { $added } { $added ->
        [one] row
       *[other] rows
    } added, { $removed } removed, { $tightened } tightened, { $loosened } loosened
diff_one = The standard has one edition only: there is no other to compare it with.
diff_no_table = One of the two editions has no table on file, so nothing can be compared.
diff_references = Compared standards
diff_rows = Indicators
added = Added
removed = Removed
changed = Changed
tightened = Tightened
loosened = Loosened
shift_same = Written otherwise, asks the same
shift_unknown = Tighter or looser cannot be computed
nothing = (nothing)
limit = Limit here
unit = Unit
direction = Direction
method = Test method
clause = Clause
remark = Remark
indicator = Indicator
indicator_en = Indicator in English
applies_to = Model or size class
limit_of = Limit of { $standard }
method_of = Test method of { $standard }
edit = Write the comparison table
lead = Send the sheet that you keep, or start from an earlier edition, then mend it row by row; each row is judged against the compared standards. You can leave at any time: what is written is kept.
back_to_form = Back to the form
bring = Send a sheet
bring_hint = xlsx or CSV: one row an indicator, one column a compared standard; the long form of the import is read too. It takes the place of everything below.
bring_file = The sheet
bring_button = Read the sheet
bring_none = Choose a file that holds something
bring_too_much =
    A table has at most { $indicators } { $indicators ->
        [one] indicator
       *[other] indicators
    } and { $standards } { $standards ->
        [one] standard
       *[other] standards
    } to compare with
bring_several = The file has tables of several editions and none of “{ $standard }”: fill in the number of the standard in the form, or leave one table only
start = Start from an earlier edition
start_hint = The number of a standard, without year its latest edition; that table takes the place of everything below
start_field = Edition
start_button = Take its table
start_none = No table of that edition is on file
read_notes = What the reading tells
columns = Compared standards
columns_edit = Change the compared standards
columns_none = No compared standard yet
columns_lead = Columns stand in this order. Leave a number empty to remove its column, with its limits in every row.
sample = Are the limits sample data?
without = Why there is no standard to compare with
reference = Compared standard { $number }
standard = Number and year
standard_hint = Such as GB 18401-2010; words where it has no number
kind = Kind
kind_by_number = As its number tells
name = Title
name_en = Title in English
withdrawn_on = Withdrawn on (empty while in force)
rows = Indicators
rows_count =
    { $rows } { $rows ->
        [one] row
       *[other] rows
    }
rows_none = No indicator yet
row = Row { $number }
row_of = Row { $number } of { $rows }
row_add = Add a row
row_up = Move up
row_down = Move down
row_remove = Remove
unnamed = (no name)
class_hint = Where the limit differs by model or size, each has a row of its own
unit_hint = Such as mg/kg; for grades the name of their scale
direction_by_limit = As the limit tells
limit_hint = Such as ≤20, ≥95, 5±0.5, 1-5; a remark in brackets
cell_hint = A dash where it has no such indicator; empty if nobody has looked
save = Save
save_next = Save and go to the next row
save_more = Save and add a row
judged = How it is judged
sound = It meets clause 3
refused = Clause 3 refuses it, so it cannot be entered
open = It cannot be told yet, so it cannot be entered
doubtful = To be looked at
unread =
    { $places } { $places ->
        [one] place
       *[other] places
    } cannot be read
against = and { $places } refused by clause 3
unread_rest = And { $places } more: mend these first.
summary =
    { $rows } { $rows ->
        [one] row
       *[other] rows
    }, { $standards } compared { $standards ->
        [one] standard
       *[other] standards
    }; { $says }
empty = No table
done = Go on with this table
preview = As the public page will show it
problem_unread =
    { $places } { $places ->
        [one] place
       *[other] places
    } of the table cannot be read: mend them first
