"""What pages cost the server: one request at a time, each beside the bare handler of the same server with an answer of
the same length; milliseconds by wall clock and of the server's processor time, the first request of each page apart.

usage: page_cost.py PID PORT DIR standards|after|first|data|comments [ROUNDS]
`after` asks for each page right after an entry was made. `first` asks one page of a server that was just started: the one
whose number ROUNDS is; beyond the last there is nothing to do, and it ends with 3.
"""

import gzip
import http.client
import html
import re
import socket
import statistics
import sys
import time
import urllib.parse

PID, PORT, DIR, SUITE = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4]
ROUNDS = int(sys.argv[5]) if len(sys.argv) > 5 else 50
# The clock of the processor time of another process (Linux): more exact than the hundredths of /proc.
CLOCK = (~PID << 3) | 2
# How many links are followed to a page deep in the register.
DEEP = 200


def connect(port):
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    link.connect()
    link.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return link


pages = connect(PORT)
try:
    bare = connect(PORT + 1)
except ConnectionRefusedError:
    # `pzb serve` has no bare handler beside it: the least that it answers takes its place.
    bare = None
asked = 0
cookie = None


def ask(link, address):
    """Status, body as sent, whether packed, milliseconds on the wall, milliseconds of the server's processor time."""
    global asked
    asked += 1
    # What is expensive is bounded for each address: each request comes from another one.
    client = "10.%d.%d.%d" % (asked >> 16 & 255, asked >> 8 & 255, asked & 255)
    headers = {"Accept-Encoding": "gzip", "Accept-Language": "zh", "X-Forwarded-For": client}
    if cookie:
        headers["Cookie"] = cookie
    busy, began = time.clock_gettime(CLOCK), time.perf_counter()
    link.request("GET", address, headers=headers)
    answer = link.getresponse()
    body = answer.read()
    wall = (time.perf_counter() - began) * 1e3
    cost = (time.clock_gettime(CLOCK) - busy) * 1e3
    return answer.status, body, answer.headers.get("Content-Encoding") == "gzip", wall, cost


def measure(name, addresses):
    """The addresses one after the other, each with the bare handler after it; the first is told apart."""
    walls, costs, bare_walls, bare_costs, sizes, bad = [], [], [], [], [], set()
    first = None
    for at, address in enumerate(addresses):
        status, body, _, wall, cost = ask(pages, address)
        if status != 200:
            bad.add(status)
        if at == 0:
            first = (wall, cost)
            continue
        _, _, _, bare_wall, bare_cost = ask(bare, "/bytes/%d" % len(body)) if bare else ask(pages, "/healthz")
        walls.append(wall)
        costs.append(cost)
        bare_walls.append(bare_wall)
        bare_costs.append(bare_cost)
        sizes.append(len(body))
    if not walls:
        print("%-44s %9s %8.1f %8.1f%s" % (name, "", *first, "  status %s" % bad if bad else ""), flush=True)
        return
    cost, bare_cost = statistics.median(costs), statistics.median(bare_costs)
    print(
        "%-44s %9d %8.1f %8.1f  %8.2f %8.2f  %8.2f %8.2f  %8.3f %6.0f%s%s"
        % (name, statistics.median(sizes), *first, statistics.median(walls), max(walls), cost, max(costs), bare_cost,
           cost / bare_cost, "  above 50 ms" if max(costs) > 50 else "", "  status %s" % bad if bad else ""),
        flush=True,
    )


def made(address):
    """What making a file costs, from the first answer that it is being made until it is there."""
    global pages, bare
    busy, began, asked_for = time.clock_gettime(CLOCK), time.perf_counter(), 0
    while ask_head(address) == 503:
        asked_for += 1
        time.sleep(0.5)
    took = time.perf_counter() - began, time.clock_gettime(CLOCK) - busy
    print("%-44s made in %.1f s, %.1f s of the processor; told %d times to wait" % (address, *took, asked_for), flush=True)
    # Nothing came on these for too long.
    pages, bare = connect(PORT), bare and connect(PORT + 1)


def ask_head(address):
    """The status of an address, without its body."""
    link = connect(PORT)
    link.request("HEAD", address, headers={"Cookie": cookie} if cookie else {})
    status = link.getresponse().status
    link.close()
    return status


def sent(address):
    """A file as it comes, unpacked; no more of it is held than a piece."""
    busy, began, length = time.clock_gettime(CLOCK), time.perf_counter(), 0
    pages.request("GET", address)
    answer = pages.getresponse()
    assert answer.status == 200, (answer.status, address)
    while piece := answer.read(1 << 20):
        length += len(piece)
    took = time.perf_counter() - began, time.clock_gettime(CLOCK) - busy
    with open("/proc/%d/status" % PID, encoding="ascii") as status:
        own = next(line for line in status if line.startswith("RssAnon")).split()[1]
    print("%-44s %d bytes in %.1f s, %.1f s of the processor; the server has %d MB of its own in memory"
          % (address, length, *took, int(own) // 1024), flush=True)


def text(address):
    status, body, packed, _, _ = ask(pages, address)
    assert status == 200, (status, address)
    return (gzip.decompress(body) if packed else body).decode()


def led_to(address):
    """Where an address leads."""
    pages.request("GET", address, headers={"Cookie": cookie})
    answer = pages.getresponse()
    answer.read()
    return answer.headers.get("Location", address)


def following(address, pattern):
    """The address that a page goes on at."""
    found = [link for link in re.findall(pattern, text(address)) if "after=" in link]
    return html.unescape(found[-1])


def deep(start, pattern):
    """Addresses deep in a list, by following its links."""
    for _ in range(DEEP):
        start = following(start, pattern)
    found = [start]
    for _ in range(ROUNDS):
        found.append(following(found[-1], pattern))
    return found


def step(text):
    return urllib.parse.quote(text.replace("/", "~").replace(" ", "_"), safe="")


def head():
    print("%-44s %9s %8s %8s  %8s %8s  %8s %8s  %8s %6s" % (
        "page", "bytes", "1st wall", "1st cpu", "wall p50", "worst", "cpu p50", "worst", "bare cpu", "ratio"), flush=True)


def numbers():
    return [line.rstrip("\n").split("\t") for line in open(DIR + "/numbers.txt", encoding="utf-8")]


def fixed():
    """Pages with an address of their own: name, address, and in which office they are asked for, if in any. Not `/data`, which
    has files made aside: they count as work for whatever is asked meanwhile."""
    q = urllib.parse.quote
    lines = numbers()
    number = lines[len(lines) * 54 // 100][0]
    step_of = step(lines[len(lines) // 2][0])
    found = [("front page", "/", None)]
    for address in ["/standards", "/standards?sort=name", "/standards?sort=changed"]:
        found.append((address, address, None))
    words = ["机", "台灯", "塑料台灯", "塑料 台灯", "sltd", "ltsd", "td", "z", "龙舟", number, number.split()[1], "1 2 3 4"]
    found += [("/standards?q=" + word, "/standards?q=" + q(word), None) for word in words]
    found += [("/search?q=" + word, "/search?q=" + q(word), None) for word in ["机", "台灯", "塑料台灯", "jd", number]]
    found.append(("one standard", "/standards/" + step_of, None))
    for address in ["/makers", "/makers?region=3301", "/makers?q=10", "/marks", "/products", "/decisions", "/projects", "/calls",
                    "/systems", "/duties", "/ledger", "/rules", "/api/v1/standards"]:
        found.append((address, address, None))
    found.append(("/api/v1/standards?q=台灯", "/api/v1/standards?q=" + q("台灯"), None))
    found.append(("/reports", "/reports", None))
    for name in ["marks-by-city", "marks-by-standard", "by-month", "research-plan", "project-stages", "standards-to-review", "editions-outlived"]:
        found.append(("/reports/" + name, "/reports/" + name, None))
    found.append(("/standards?as_of=2019-01-01", "/standards?as_of=2019-01-01", None))
    for office in ["federation", "province", "city", "county", "maker"]:
        found.append(("/desk of %s" % office, "/desk", office))
    for office in ["city", "county"]:
        found.append(("/desk/coaching of %s" % office, "/desk/coaching", office))
    found.append(("/desk/search?q=台灯", "/desk/search?q=" + q("台灯"), "federation"))
    found.append(("/desk/search?q=ltsd", "/desk/search?q=ltsd", "federation"))
    # Last, for each of these is counted aside, which counts as work for whatever is asked meanwhile.
    for name in ["duties", "duties-by-city", "duties-by-county", "duties-by-month"]:
        found.append(("/reports/" + name, "/reports/" + name, "federation"))
    return found


def sessions():
    return dict(line.rstrip("\n").split("\t") for line in open(DIR + "/sessions.txt", encoding="utf-8"))


def once(name, address):
    """One request, with what the server says."""
    status, body, _, wall, cost = ask(pages, address)
    above, other = "  above 50 ms" if cost > 50 else "", "  status %d" % status if status != 200 else ""
    print("%-44s %9d %8.2f %8.2f%s%s" % (name, len(body), wall, cost, above, other), flush=True)


def after():
    """Each page right after an entry."""
    global cookie
    of = sessions()
    print("%-44s %9s %8s %8s" % ("right after an entry", "bytes", "wall", "cpu"), flush=True)
    for name, address, office in fixed():
        cookie = of.get(office)
        ask(pages, address)
        ask(bare, "/entry")
        once(name, address)


def first():
    """One page of a server that was just started."""
    global cookie
    if ROUNDS >= len(fixed()):
        sys.exit(3)
    name, address, office = fixed()[ROUNDS]
    cookie = sessions().get(office)
    once(name, address)


def standards():
    global cookie
    lines = numbers()
    # Spread over the register; those with two editions for what is told of two.
    some = lines[:: max(1, len(lines) // (ROUNDS + 1))][: ROUNDS + 1]
    two = [line for line in lines if len(line) > 2]
    two = two[:: max(1, len(two) // (ROUNDS + 1))][: ROUNDS + 1]
    same = lambda address: [address] * (ROUNDS + 1)
    link = r'href="(/standards\?[^"]*)"'
    of = sessions()
    for name, address, office in fixed():
        cookie = of.get(office)
        if address.startswith("/reports/duties"):
            made(address)
        measure(name, same(address))
    cookie = None
    measure("/standards, page %d and on" % DEEP, deep("/standards", link))
    measure("/standards?sort=name, page %d and on" % DEEP, deep("/standards?sort=name", link))
    measure("a standard", ["/standards/" + step(line[0]) for line in some])
    measure("a standard with two editions", ["/standards/" + step(line[0]) for line in two])
    measure("the same, shown before", ["/standards/" + step(two[0][0])] * (ROUNDS + 1))
    measure("difference of two editions", ["/standards/" + step(line[0]) + "/diff" for line in two])
    for end in ["xlsx", "csv", "json"]:
        addresses = ["/standards/%s/tables/%s.%s" % (step(line[0]), step(line[1]), end) for line in some]
        measure("table as ." + end, addresses)
    measure("/api/v1/standards/{number}", ["/api/v1/standards/" + step(line[0]) for line in some])
    print("these read many rows and may be long:", flush=True)
    few = lambda address: [address] * 4
    measure("/standards?format=csv", few("/standards?format=csv"))
    measure("/standards?format=xlsx", few("/standards?format=xlsx"))
    data()


def data():
    """Registers as files."""
    few = lambda address: [address] * 4
    print("a long file is made aside, and whoever asks meanwhile is told so; then it is sent from the disk:", flush=True)
    for name in ["standards", "tables"]:
        made("/data/%s.csv" % name)
    measure("/data", few("/data"))
    measure("/data/standards.csv", few("/data/standards.csv"))
    for name in ["standards", "tables"]:
        for end in ["csv", "json"]:
            sent("/data/%s.%s" % (name, end))


def comments():
    global cookie
    project, case, session = open(DIR + "/pages.txt", encoding="utf-8").read().split()
    same = lambda address: [address] * (ROUNDS + 1)
    measure("the project's page", same(project))
    measure("the project as programs get it", same("/api/v1" + project))
    measure("/projects", same("/projects"))
    measure("/reports/project-stages", same("/reports/project-stages"))
    cookie = session
    measure("the federation's page of the case", same(case))
    # The address of a form is given a key first.
    measure("the form to let comments through", same(led_to(case + "/acts/comment-release")))
    measure("the federation's desk", same("/desk"))


if SUITE not in ("after", "first"):
    head()
{"standards": standards, "after": after, "first": first, "data": data, "comments": comments}[SUITE]()
