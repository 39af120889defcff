"""Reads letters as any mail program would, and prints what each says on a line. Python's `email` is the second opinion."""

import email.policy
import email.utils
import json
import sys


def says(path):
    with open(path, "rb") as file:
        raw = file.read()
    letter = email.message_from_bytes(raw, policy=email.policy.default)
    body = letter.get_body(("plain",))
    return {
        "headers": sorted(name.lower() for name in letter.keys()),
        "from": [[one.display_name, one.addr_spec] for one in letter["from"].addresses],
        "to": [[one.display_name, one.addr_spec] for one in letter["to"].addresses],
        "subject": letter["subject"],
        "language": letter["content-language"],
        "auto": letter["auto-submitted"],
        "seconds": int(email.utils.parsedate_to_datetime(letter["date"]).timestamp()),
        "id": letter["message-id"],
        "type": letter.get_content_type(),
        "charset": letter.get_content_charset(),
        "is_multipart": letter.is_multipart(),
        "defects": [str(defect) for defect in letter.defects + body.defects],
        "longest_line": max(len(line) for line in raw.split(b"\r\n")),
        "has_bare_line_end": b"\n" in raw.replace(b"\r\n", b""),
        "body": body.get_content().replace("\r\n", "\n"),
    }


for path in sys.argv[1:]:
    print(json.dumps(says(path)))
