### Words of the papers: the list of an entry's papers, and the check of a file.

title = Papers made from ledger entry { $entry }
lead = Papers are made from the ledger: one entry and one engine give the same bytes each time. Once a paper is issued its digest is on the ledger, and anybody can check a file.
link = papers
certificate = Certificate and other papers
of_entry = Made from
in_chinese = in Chinese
in_english = in English
copy_public = copy for the public
copy_parties = copy for the parties, with the written words
open = Open
issued = issued, ledger entry { $entry }
not_issued = Not issued: what opens is a preview, which nobody else is given and which cannot be checked until it is issued
not_issued_yet = The federation has not issued this paper yet. Once it has, the paper can be had here and checked.
made_no_more = This paper was issued, but words of it were erased since, or the record was mended, and the file cannot be made again. Whoever holds the original can still check it; the federation can issue it anew as it is made now.
none_issued = No paper of this entry has been issued yet. Once one is, it can be had here and checked.
preview = Preview
issue = Issue it
issue_title = Issue: { $paper }
issue_lead = Once issued, the digest of this file is on the ledger for good, and whoever may have the copy can download it. A paper tells the day of its decision.
issue_changed = The file has changed meanwhile (words were erased or the record mended), and nothing was issued. Look at it again.
issue_now = Issue this paper
back_to_list = Back to the papers of this entry
file_itself = The file
digest_issued = SHA-256 of the file as issued
warns_not_valid = The paper says that the mark is granted; today the mark does not hold. Do not issue it unless the party needs it for the record.
warns_not_public = The decision has not been published: nobody is given the public copy yet, and its digest would be on the open ledger. Publish the decision first.
warns_not_lost = The paper says that the mark was revoked; the revocation has been corrected since, and the mark stands again.
warns_shortened = Not all of it is printed: with everything that was written the file would weigh more than 80 kB, for its many different characters. Left out: { $left }. The paper says so and where all of it is read. The same character again weighs nothing: a text with fewer different ones is printed whole.
left_characters =
    { $count } { $count ->
        [one] character
       *[other] characters
    }
left_rows =
    { $count } { $count ->
        [one] line
       *[other] lines
    } of lists and tables
left_both =
    { $characters } { $characters ->
        [one] character
       *[other] characters
    } and { $rows } { $rows ->
        [one] line
       *[other] lines
    } of lists and tables
whole_text = The written words in full
to_check = Check a file
check_title = Check a paper
check_lead = Choose the PDF you were given and see whether the federation issued it, which record it was made from, and what has changed since. The file is hashed and not kept.
file = PDF file, at most one megabyte
check = Check
or_digest = Or type the file's SHA-256 digest
digest_hint = 64 hexadecimal digits
digest = Digest of the file
no_file = Choose a PDF file
not_a_pdf = This is not a PDF file
not_a_digest = A digest is 64 hexadecimal digits
is_known = This is a paper issued on this platform
is_known_text = Every byte of the file is as it was issued.
is_unknown = The ledger does not know this file
is_unknown_text = That alone does not make it false. It may be that:
unknown_resaved = it was saved anew, scanned, converted or cut: with one other byte it is not known any more;
unknown_preview = it is a preview, or was made and never issued;
unknown_changed = it was changed, or is not the federation's.
unknown_next = Ask whoever gave it to you for the original PDF and check again. Whether a mark holds today, the page behind its code tells:
kind = Paper
decided = Day of the decision
made_by = Engine
issued_at = Issued
proof = Proof of the issue
proof_record = Proof of the record
now = What the mark is worth today
since = What has happened since
since_none = Nothing has happened since.
