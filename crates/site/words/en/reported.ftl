### Words of duties not fulfilled, as they are reported, published and told.

title = Duties not fulfilled, made public
report_of = Report as of { $day }
published = published
unpublished = to be published by the province
lines = Lines: { $lines }
filed_on = Filed on { $day }
published_on = Published on { $day }
frozen = Each line stays as the registers told it when the report was filed. What was met since, or proved wrong, is said beside it.
lines_title = Duties not fulfilled
reported_as = As reported for { $day }: { $says }
when_published = When published: { $says }
corrected = corrected
corrected_to = Corrected on { $day }: { $says }
before = Published before, on { $day } ({ $report })
before_told = { $department } notified on { $day }
before_untold = no department of the place notified yet
still_overdue = Still not met
now = Now: { $says }
not_on_file = the part in the drafting is not on file
notices = Who was told
no_notices = Nobody has been notified yet
sent_on = Notified on { $day }
received_on = received on { $day }
not_received = receipt outstanding
paper_filed = The report as a letter
paper_published = The publication as a letter
of_maker = Duties not fulfilled, made public
of_maker_lead = Published by the province, each with how it stands now
desk_letters = Letters to be issued
letter_unissued = not issued
letters_otherwise = If nobody issues it in Chinese, the next step (publication, notice, receipt) is refused
letter_first = Waits for the letter of the step before to be issued by the { $office }
letter_issue = Issue it in Chinese
waits_letter = Not issued in Chinese yet: { $letter } (by the { $office }). Until then the next step is refused
waits_wrong = Line { $line } ({ $enterprise }) proved wrong: until the federation corrects it, nothing of it is published or notified
desk_publish = Reports of duties to be published
desk_notify = Departments to be notified
desk_receive = Notices whose receipt is to be confirmed
desk_correct = Lines of reports that proved wrong
not_asked_again = Lines of earlier reports were not asked again
not_asked = not asked
asked_again =
    Only { $lines } { $lines ->
        [one] line
       *[other] lines
    } of the { $reports } { $reports ->
        [one] report
       *[other] reports
    } that changed last { $reports ->
        [one] is
       *[other] are
    } asked each time
publish_otherwise = If nobody acts, what is overdue stays unknown to the public
notify_otherwise = If nobody acts, the department of the place is not told
receive_otherwise = If nobody acts, the province does not know whether the notice arrived
correct_otherwise = If it is not corrected, the report cannot be published nor anybody notified
desk_soon = Duties of drafters that run out soon
last_reminder = The last day is near: act now
first_reminder = The last day is in sight: plan for it
desk_coaching = Firms that could lead a standard
coaching_title = Coaching
coaching_lead = In your area: whose duties as drafters run out soon, and who could lead a standard.
coaching_how = Firms with a valid authorisation that nothing on file keeps from leading. Those with a duty that runs out come first, then those of which nobody can tell, with what is missing and who supplies it, then the others by their authorisations.
coaching_missing = Missing: { $fact }; can be supplied by the { $who }
lines_lead = Each duty that was overdue when the federation reported, one a row, with how it stands now.
coaching_cut = Not all firms of the area were looked at; find the others in the register of makers.
