### The page of the official picture of the mark.

title = The official picture of the mark
lead = The brand federation has published this picture and entered it in the ledger; pages and certificates show it.
alt = Official picture of the Zhejiang Made mark
alt_other = Official picture of the Zhejiang Made mark at another time
none = The federation has not published its picture yet. Until it does, pages and certificates show a plain 品 that says it is a stand-in and not the official mark.
none_now = No picture of the federation is in use. Until it puts one on file, or one begins to be used, pages and certificates show a plain 品 that says it is a stand-in and not the official mark.
who = Only products with an authorisation may bear the mark; what counts is the page behind the code (clauses 8 and 12).
marks = Register of marks
is_former = Another picture on file begins later: this one is shown for its own days only, and not from the day on which the other begins.
is_over = Where no other picture is in use then, pages and papers show the stand-in again; a former picture does not come back when it was ended.
others = Pictures of other times
from = First day of use
until = First day of no use
entry = Ledger entry
proof = proof
digest = Digest of the file
salt = Salt
file = File
erased = erased
check = The digest is SHA-256 of the bytes of the salt followed by the file: download the file and check it by that. How to check the entry stands on the page of the ledger.
