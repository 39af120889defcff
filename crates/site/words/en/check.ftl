### Words of the step in which an act is looked at before it is confirmed.

fits = Does the product fit the standard?
fits_see = What a standard covers is not on the register: nothing compares the two, and nothing is refused for it. A person must see, by the text of the standard, that the product falls within it.
fits_product = Product
fits_models = Models
fits_series = Series
fits_categories = Categories of the exclusion catalogue
fits_no_category = In no category
fits_industry = Industry of the maker
fits_standard = Standard
fits_indicators = What its comparison table measures
fits_class = Class in the standard systems
fits_more = { $categories } and { $more } more
fits_unknown = Not on file
fits_apart = In the standard systems the standard is of { $of_standard }; the maker is registered under { $of_maker }. They differ: look twice.
next = Check
title = Check before you confirm
lead = Nothing is written yet. Check what you entered and what it would do; when you confirm, it is decided anew on the case as it is then.
acting = Acting as
changed = What was entered has been changed in another tab. This is what it says now: check it again.
no_condition = On the facts on file every condition is met: a refusal rests on the reasons alone, which must name its ground.
answers = What you entered
change = Change
change_all = Go back and change
answer_cut =
    ({ $characters } { $characters ->
        [one] character
       *[other] characters
    } in all)
marks = Marks affected
no_marks = No mark changes its state, and no work on a mark is opened or closed.
no_marks_yet = No mark changes its state at once, and no work on a mark is opened or closed. Which conditions of marks turn is told below.
marks_lead = Marks affected: { $marks }.
mark = Mark
change_of_state = State
why = Why
on_day = On { $day }
today = Today ({ $day })
none_yet = not there
becomes = becomes
stays = stays so
code_later = code given on confirmation
turned = Conditions that turn
turned_lead = The rules were asked of each mark, open case and duty before and after, as of today. These answers differ:
turned_none = No condition of a mark, an open case or a duty turns, nor will one turn by itself because of it.
turned_more =
    { $conditions } more { $conditions ->
        [one] condition turns and is
       *[other] conditions turn and are
    } not listed one by one.
turns_no_more = no longer turns by itself
about_duty = Duties of a drafter
about_lead = Proposals as lead
work = Work that would be opened
no_work = None.
parts = Who becomes a drafter, with the duties of clause 4
part_bound = { $enterprise }: { $edition }, { $kind }. Until { $day }: { $duties }
part_free = { $enterprise }: { $edition }, { $kind }. Clause 4 binds no organisation of this kind
enters = What would enter the ledger
left_out =
    { $enterprises } more { $enterprises ->
        [one] enterprise rests on this and was
       *[other] enterprises rest on this and were
    } not looked at one by one; on confirmation they are judged and their work is opened all the same.
elsewhere =
    { $enterprises } other { $enterprises ->
        [one] enterprise is
       *[other] enterprises are
    } touched that your office does not see.
confirm = Confirm
