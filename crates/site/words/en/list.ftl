### Words of lists: what they show, in which order, and as which files.

work = Work
outcome = Decision
from = From year or month (YYYY or YYYY-MM)
to = To year or month (YYYY or YYYY-MM)
words = Words in the table
sort = Order by
order_of_search = Rows that a search finds come in the order of their numbers. Clear the search to choose another order.
order_of_days = These standards come by their days. Choose another state to choose an order.
order_of_a_day = A list of another day is made from the cases one after the other, so it comes in the order of numbers and without a total. For the total or another order, download the list.
all = { $rows } in all
of_all = { $matching } of { $all }
at_least = at least { $rows }
none_yet = Not all was looked at; among what was, nothing matches
by_words = words “{ $words }”
by_text = name, code or number contains “{ $text }”
by_state = state { $state }
by_region = region { $region }
by_granted = granted in { $month }
by_revoked = revoked in { $month }
by_ended = ended in { $month }
by_standard = standard { $standard }
by_certificate = certified
by_declaration = self-declared
by_work = work: { $work }
by_outcome = decision: { $outcome }
by_from = from { $from } on
by_to = up to { $to }
by_in = in { $period }
by_span = from { $from } to { $to }
by_no_day = no last day
by_rule = rule { $rule }
as_listed = As listed
rows =
    { $rows } { $rows ->
        [one] row
       *[other] rows
    }
rows_of =
    { $shown } of { $rows } { $rows ->
        [one] row
       *[other] rows
    }
not_stated = not known
by_industry = industry { $industry }
sorted = ; ordered by { $order }
save = Download this list
save_hint = Every row that matches, { $most } at most, as seen on the day of this page.
goes_on =
    This file ends after { $rows } { $rows ->
        [one] row
       *[other] rows
    }; the next one has the rows after them: { $address }
rows_from = Rows { $first } to { $last } of { $rows }
first_rows =
    The first { $rows } { $rows ->
        [one] row
       *[other] rows
    }; the next page has the rows after them
came_to = What it came to
clause = Clause
condition = Condition
standing = How it stands
cut =
    Cut here: a file has { $rows } { $rows ->
        [one] row
       *[other] rows
    } at most; narrow the filter for the rest
doubt_one_of = “{ $value }” is no value of “{ $filter }”. To choose from: { $choices }.
doubt_month = “{ $value }” is no year or month. Write 2026 or 2026-05.
doubt_place = “{ $value }” is no known place. Write the name of a province, city or county, or how its division code begins.
doubt_industry = “{ $value }” is no code of an industry in manufacturing (13 to 43, or finer).
doubt_standard = “{ $value }” is no number of a standard. Write T/ZZB 0001.
doubt_rule = “{ $value }” is no number of a clause (1 to 15) and no name of a rule. The page of the rules has both.
doubt_not_taken = This list is not filtered by “{ $filter }”: “{ $value }” says nothing here.
doubt_reversed = The first month or year, { $from }, is later than the last, { $to }: nothing lies between them.
doubt_left_out = { $doubt } It was left out.
doubt_parameter = the parameter { $parameter }: { $doubt }
none_here = Nothing matches on this page; there may be more further on.
told = What is told
since = What became of it
fold = Filter and order
fold_set = Filter and order · { $set } set
