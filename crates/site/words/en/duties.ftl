### Words of the duties of drafters, of label filings and of reviews.

own = Duties as a drafter (clause 4)
own_otherwise = What is not met in time enters the federation's report, the province publishes it, and the market and finance bureaus of the place are told
lead_otherwise = While a lead is overdue in holding an authorisation, its new proposals as lead are not accepted
barred = New proposals of yours as lead are not accepted now
desk_unpaid = Duties overdue for which no subsidy is paid (clause 14)
finance_otherwise = Until it is met, no subsidy for this standard is paid to the enterprise (clause 14); there is nothing to enter here
desk_overdue = Duties of drafters overdue
review_asked = Review of the standard (clause 4)
desk_reviews = Standards to be reviewed
review_otherwise = If nobody acts, the standard stays as it is and the review stays due
desk_outlived = Earlier editions that still stand although a later one is in force
outlived_by = A later edition, { $edition }, is in force since { $day }
outlived_marks = Marks that stand and still name the earlier edition: { $marks }
outlived_otherwise = If nobody acts, two editions stand side by side in the register, and readers cannot tell which one counts
reviews = Reviews
review_done = Reviewed on { $day }: { $outcome }
review_due = To be reviewed and revised since { $day } (enterprises with a valid authorisation: { $holders })
review_untold = Whether a review is due since { $day } cannot be told
holders = Enterprises with a valid authorisation: { $holders }
drafters = Drafted by
drafted = Standards it helped to draft
no_drafters = No drafter is on file
no_roles = No part in drafting is on file
met_note = Only duties that are met are told here; the province publishes those that are not
declared = , declared by the maker
no_photo = , no photo of it
label = Label filing
labelled = Accepted from { $day }
photos = My files
photos_lead =
    Photos here (PNG, JPEG) can be ticked when labels are filed. At most { $files } { $files ->
        [one] file
       *[other] files
    } of { $each } MiB each, { $together } MiB together; what is not filed is forgotten after a while.
files_lead =
    Photos (PNG, JPEG) can be ticked when labels are filed, documents (PDF) when a document of a standards project is put on file, and with statements and objections. At most { $files } { $files ->
        [one] file
       *[other] files
    } of { $each } MiB each, { $together } MiB together; what is not filed is forgotten after a while.
photos_none = No file has been sent yet
photo_shows = Photo of the labels
photo_kind = { $name } is no photo as PNG or JPEG, and only these are taken here
