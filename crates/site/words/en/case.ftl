### Words of cases, findings, acts and the desk.

on_behalf = { $title } (on behalf of the party)
due_process = Due process
ground_now = Ground
result_final = is the result final?
not_ripe = As the case stands this step has been taken or no longer fits: look at the case first.
own_declarations = Declarations that wait for the federation
papers_of = papers of entry
papers_made = Papers made from it
waits_for = This step cannot be taken yet:
see_there = See to it here
findings_now = Findings now
colon = :{ " " }
comma = ,{ " " }
decided_findings = As found when it was decided, on { $day }
filed_findings = As found when it was filed, on { $day }
decided_frozen = Frozen
desk_title = My desk
desk_lead = What the { $office } can act on now, by the last day.
own_certificates = Certificates of the body
own_tests = Checks tested here
own_tested = result of { $day }
certificate_valid = Valid
certificate_expired = Expired
suspended_otherwise = If nobody acts, it stays suspended, and no authorisation that rests on it is valid (clause 8)
receipt = Receipt (JSON; pzb check asks again)
desk_by_day = By its last day, the first one first
desk_no_day = Without a last day, the oldest first
desk_empty = Nothing is waiting for you now.
desk_joint = Joint filings that wait for your answer
joint_files = Filed jointly with the parent { $parent }
joint_waits = the parent has not joined yet
joint_joined = the parent joined on { $day }
joint_declined = the parent declined on { $day }: it cannot be granted
joint_asks = Product { $product }, standard { $standard }, asked for until { $until }
desk_declarations = Declarations to decide
desk_labels = Label filings to look at
desk_proceedings = Open proceedings
desk_checks = Checks not verified
begin = Start
begin_of = Start · { $what }
begin_firm = Which firm is it about?
begin_certificate = Which certificate is it about?
begin_check = Which spot check is it about?
begin_case = Which case is it about?
begin_none = Nothing within your reach can be chosen now.
begin_register = The firm is not on file? Register it
desk_more = There is more than is shown.
desk_left = There are too many to look at each; among those looked at, there is nothing to show.
desk_place = Look for the rest here
conditions = Conditions
file = Download this dossier
file_text = Run pzb check dossier.json to have every answer again by yourself
about_case = What the case is about
texts = What was said and served
own_under_way = Under way about you
own_decided = Decisions and results of the last half year
own_decided_on = of { $day }
own_letter = The paper of the decision
own_opened = opened on { $day }
own_sampled = sampled on { $day }
own_filed = filed on { $day }
own_returned = Open it for the reason; file anew from the case of the mark once it is put right
own_days = Last days that come near
own_marks = My marks
own_products = My products
own_mark_ends = A mark runs out
own_certificate_ends = A certificate runs out
own_system_ends = A management-system certificate runs out
own_known = { $opened }, known since { $known }
own_mark_otherwise = If nobody acts, the authorisation ends with { $last }; goods made from { $next } on may not be labelled with the mark (clause 8)
own_certificate_otherwise = If it is not renewed it ends with { $last }, and every authorisation that rests on it ends with it (clause 8)
own_system_otherwise = If a renewal begins later than { $last }, the three years without a gap are broken (clause 9)
days_left =
    { $days } { $days ->
        [one] day
       *[other] days
    } left
own_case = My case file: register products, see every finding and the history
due =
    { $what } { $day } ({ $days } { $days ->
        [one] day
       *[other] days
    } left)
overdue =
    { $what } { $day } (over for { $days } { $days ->
        [one] day
       *[other] days
    })
answer_time_over = Its last day is over
known_since = { $what } { $day }, known since { $known }
no_due = No last day is set
find_case = Open a case
find_case_hint = Name, code, number or pinyin initials
found_left = So many match that not all were looked at: write something more particular
found_more = There is more than is shown: write something more particular
scheme_case = The scheme: catalogue, bodies, offices, and new entries
enterprise = Enterprise
number = Number
state_day = As of
version = Version of the dossier
on_file = On file
of_register = Register
nothing_on_file = Nothing on file
register_complete = Complete since { $day }
register_incomplete = Not stated to be complete: nothing on file is not nothing happened
register_source = Made by the platform itself, always complete
happened = happened
entered = entered
ended = ended { $day }
annulled = set aside ({ $day })
findings = Findings
findings_lead = Each rule's answer with its facts, numbers and arithmetic.
findings_none = No rule is asked about this case now.
before_policy = The day chosen is before the policy's first day: nothing can be judged.
earliest = If nothing else happens, all is met from
nearest = Nearest route
facts_used = Facts used
numbers_used = Numbers used
reasoning = Reasoning
turns = Turns on { $day } to: { $answer }
turns_anew = Waiting turns nothing for what was filed on { $filed }. A new filing would be judged otherwise from { $day }: { $answer }
remedy = What would change it
missing = Missing
missing_from = Can be supplied by: { $who }
judged_by = To be judged by: { $who }
entry = entry { $number }
proof = proof
policy_version = policy version
clause = clause { $number }
as_of_form = See it at another day
as_of = Facts that happened by
as_known_on = Facts entered by
as_known_hint = Leave empty for all that is known now
show = Show
acts = What you can do
acts_of_today = This shows another day: go back to today to act.
acts_none = The { $office } has nothing to do here.
acts_facts = Enter and correct facts
history = History
history_none = No entries yet.
by = by
sealed = Reasons sealed, digest
sealed_text = Reasons
erased = The text was erased; its digest stays
back_to_case = Back to the case
there_is_a_problem = There is a problem
text_limit =
    At most { $most } { $most ->
        [one] character
       *[other] characters
    }
optional = (optional)
yes = Yes
no = No
not_stated = Not stated
choose = Choose one
leave_empty = (leave empty)
nothing_to_choose = Nothing on file to choose from
or_another_code = Or the unified social credit code of another enterprise
one_a_line = Others, one a line
each_a_line = One a line
enters_ledger = Once confirmed it is written to the ledger and stays; a correction is an act of its own.
refused_title = This cannot be done now
refused_lead = This is not an error. Here are the clause, the facts, and the day or step that would change the answer.
refused_blocking = What stands in the way
refused_other = The other conditions
refused_edit = Change what you entered
done_title = Done
done_repeated = This act had been done already; nothing was written twice.
done_nothing = There was nothing to write.
files_send = Send or remove files
files_title = Files for a form
files_lead =
    Send PDF, PNG or JPEG files one by one: each is ticked in the form at once and can be removed until the form is sent. At most { $files } { $files ->
        [one] file
       *[other] files
    } of { $each } MiB each, { $together } MiB together.
files_lead_photos =
    Send PNG or JPEG photos one by one: each is ticked in the form at once and can be removed until the form is sent. At most { $files } { $files ->
        [one] file
       *[other] files
    } of { $each } MiB each, { $together } MiB together.
files_lead_one =
    Send a PNG or JPEG: the last one that is sent is chosen in the form and can be removed until the form is sent. Here lie at most { $files } { $files ->
        [one] file
       *[other] files
    } of { $each } MiB each, { $together } MiB together.
files_done = Go on with the form
with_files =
    with { $files } { $files ->
        [one] file
       *[other] files
    }
file_erased = Erased
file_of_statement = Sent along with a statement
picture = { $what } { $number } of { $pictures }: { $firm }
file_of_objection = Sent along with the objection
texts_earlier =
    { $texts } earlier { $texts ->
        [one] one is
       *[other] ones are
    } on the page of the case
done_unopened = What follows at { $enterprise } could not be entered; tell those who run the platform: { $reference }
done_erased = The text is gone from the disk.
done_not_cleared = The text is erased, but somebody reads older data, so it is not cleared from the disk yet. That is tried again by itself: load this page again to see whether it is done.
done_file = Download this receipt (JSON)
done_another = Do another
forms_begun = Forms you began
form_changed = last changed
form_forget = Discard
done_positions = Ledger entries
done_created = What it made
done_next = What next
done_next_text = It is on the ledger, and findings and states are up to date. What of it is public is shown within a minute.
conflict_title = The case has changed meanwhile
conflict_lead = This case has changed since you opened this form, perhaps because you sent it before. Look at the case as it is now, then decide whether to go on. What you wrote is kept below.
conflict_go_on = I have seen it as it is now: go on
history_oldest = Oldest first
history_latest = Latest first
as_list = As one list: find, order, download
of_case = The case
on_file_lead = Every record of each register of the case, one a row, as its page tells it.
register_no_experts = Without the offices of experts: who may sit on a panel is told to those who appoint panels
forms_full = Your forms are as many as are kept, { $most }: the next one that you begin takes the place of the one last touched on { $day }. Finish or forget what you do not need
filings_full = Your filings are as many as are kept, { $most }: the next one that you begin takes the place of the one last touched on { $day }. File or forget what you do not need
