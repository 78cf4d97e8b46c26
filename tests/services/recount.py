"""The figures of a report, counted once more straight from the tables.

Rows are read with the plainest SQL there is and counted in Python; nothing of the program's own
counting is used, but for the published hours of a day.
"""

from collections import defaultdict
from datetime import date, datetime, timedelta

from stationdesk.domain.goods import USED_FOR, usual_category

KINDS = ("enquiry", "help", "complaint", "report", "suggestion", "praise", "wish")
JUDGED = ("help", "complaint", "report", "suggestion")


def days_between(first, last):
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


class Recount:
    """``figures(first, last)`` gives, by section and figure, what adds up and what it is of."""

    def __init__(self, desk):
        self._station = desk.station
        self._now = desk.feedback.this_minute()
        self._raw = desk.context.database.raw()

    def figures(self, first, last):
        self.first, self.last = first.isoformat(), last.isoformat()
        self.days = [(day, self._station.opening_on(day)) for day in days_between(first, last)]
        self.found = {}
        for count in (
            self._visits,
            self._opening,
            self._loans,
            self._things,
            self._stock,
            self._upkeep,
            self._usable,
            self._inspections,
            self._feedback,
            self._hours,
            self._trainings,
            self._staffed,
        ):
            count()
        return self.found

    def rows(self, sql, *values):
        cursor = self._raw.execute(sql, values)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def tell(self, name, part, whole=None):
        self.found[name] = (part, whole)

    def within(self, day):
        return day is not None and self.first <= str(day)[:10] <= self.last

    def _visits(self):
        every = [
            row
            for row in self.rows("SELECT * FROM visit")
            if row["voided_at"] is None and self.within(row["business_date"])
        ]
        total = sum(row["people"] for row in every)
        self.tell("visits.people", total)
        self.tell("visits.per_day", total, len({row["business_date"] for row in every}))
        for column, prefix in (("visitor_group", "group"), ("service", "service")):
            counted = defaultdict(int)
            for row in every:
                counted[row[column]] += row["people"]
            for key, people in counted.items():
                self.tell(f"visits.{prefix}.{key}", people)

    def _opening(self):
        published = {
            day: {m for each in hours for m in range(each.opens_minute, each.closes_minute)}
            for day, hours in self.days
        }
        today = self._now.date()
        if today in published:
            minute = self._now.hour * 60 + self._now.minute
            published[today] = {each for each in published[today] if each < minute}
        logged, unclosed = defaultdict(set), set()
        for row in self.rows("SELECT * FROM opening_log WHERE voided_at IS NULL"):
            opened = datetime.fromisoformat(row["opened_at"])
            logged[opened.date()]
            if row["closed_at"] is None and opened.date() != today:
                unclosed.add(opened.date())
                continue
            closed = datetime.fromisoformat(row["closed_at"]) if row["closed_at"] else self._now
            while opened < closed:
                logged[opened.date()].add(opened.hour * 60 + opened.minute)
                opened += timedelta(minutes=1)
        open_days = [day for day, _hours in self.days if day in logged]
        kept = sum(len(published[day] & logged[day]) for day in open_days)
        minutes = sum(len(each) for each in published.values())
        missing = [day for day, each in published.items() if each and day not in logged]
        self.tell("opening.days_published", sum(bool(each) for each in published.values()))
        self.tell("opening.days_open", len(open_days))
        self.tell("opening.hours_published", minutes)
        self.tell("opening.hours_open", sum(len(logged[day]) for day in open_days))
        self.tell("opening.hours_kept", kept)
        self.tell("opening.kept_rate", kept, minutes)
        self.tell("opening.days_unrecorded", len(missing))
        self.tell("opening.days_unclosed", sum(day in unclosed for day in open_days))

    def _loans(self):
        lines = {
            row["id"]: row
            for row in self.rows(
                """SELECT ll.*, l.business_date AS lent_on FROM loan_line ll, loan l, loan_kind k
                WHERE l.id = ll.loan_id AND k.id = ll.loan_kind_id
                AND l.voided_at IS NULL AND k.audience = 'visitors'"""
            )
        }
        put_off = defaultdict(list)
        for row in self.rows("SELECT * FROM loan_extension WHERE voided_at IS NULL ORDER BY id"):
            put_off[row["loan_line_id"]].append(row)

        def due(line, day):
            known = [row for row in put_off[line["id"]] if row["business_date"] <= day]
            if known:
                return known[-1]["new_due_on"]
            return put_off[line["id"]][0]["old_due_on"] if put_off[line["id"]] else line["due_on"]

        lent = [row for row in lines.values() if self.within(row["lent_on"])]
        self.tell("lending.loans", len(lent))
        self.tell("lending.pieces", sum(row["quantity"] for row in lent))
        extended = [row for line in lines for row in put_off[line]]
        self.tell("lending.extended", sum(self.within(row["business_date"]) for row in extended))
        back = defaultdict(int)
        counted = defaultdict(int)
        for row in self.rows("SELECT * FROM loan_return WHERE voided_at IS NULL"):
            line = lines.get(row["loan_line_id"])
            if line is None:
                continue
            if row["business_date"] <= self.last:
                back[line["id"]] += row["good"] + row["damaged"] + row["lost"]
            if self.within(row["business_date"]):
                in_time = row["business_date"] <= due(line, row["business_date"])
                counted["on_time" if in_time else "late"] += row["good"] + row["damaged"]
                counted["damaged"] += row["damaged"]
                counted["lost"] += row["lost"]
        for key in ("on_time", "late", "damaged", "lost"):
            self.tell(f"lending.{key}", counted[key])
        whole = counted["on_time"] + counted["late"]
        self.tell("lending.on_time_rate", counted["on_time"], whole)
        out = {
            line_id: row["quantity"] - back[line_id]
            for line_id, row in lines.items()
            if row["lent_on"] <= self.last
        }
        self.tell("lending.out", sum(out.values()))
        late = [pieces for line, pieces in out.items() if due(lines[line], self.last) < self.last]
        self.tell("lending.overdue", sum(late))

    def _things(self):
        kept = self.rows("SELECT * FROM kept_thing WHERE voided_at IS NULL")
        found = self.rows("SELECT * FROM found_thing WHERE voided_at IS NULL")
        self.tell("keeping.kept", sum(self.within(row["business_date"]) for row in kept))
        self.tell("keeping.handed", sum(self.within(row["handed_on"]) for row in kept))
        self.tell("keeping.found", sum(self.within(row["business_date"]) for row in found))
        ended = [row["outcome"] for row in found if self.within(row["outcome_on"])]
        self.tell("keeping.claimed", ended.count("claimed"))
        self.tell("keeping.passed_on", len(ended) - ended.count("claimed"))

    def _stock(self):
        documents = {row["id"]: row for row in self.rows("SELECT * FROM stock_document")}
        reversed_ids = {row["reverses_id"] for row in documents.values()}
        items = {row["id"]: row for row in self.rows("SELECT * FROM item")}
        counted, kinds = defaultdict(int), set()
        for row in self.rows("SELECT * FROM movement"):
            document = documents[row["document_id"]]
            if row["document_id"] in reversed_ids or not self.within(row["business_date"]):
                continue
            pieces, kind = row["quantity"], document["kind"]
            if kind == "issue":
                counted["issued"] -= pieces
                counted[self._goods(items[row["item_id"]]["used_for"])] -= pieces
                kinds.add(row["item_id"])
            elif kind == "scrap":
                counted["scrapped"] -= pieces
            elif kind == "receive" and document["source"] != "opening":
                counted["received"] += pieces
                counted[document["source"]] += pieces
            elif kind == "stocktake":
                counted["counted_less" if pieces < 0 else "counted_more"] += abs(pieces)
        names = {"purchase": "purchased", "allocation": "allocated", "donation": "donated"}
        plain = ("issued", "scrapped", "received", "counted_less", "counted_more")
        for key in (*plain, *names):
            self.tell(f"stock.{names.get(key, key)}", counted[key])
        for key in {self._goods(each) for each in USED_FOR}:
            self.tell(f"stock.{key}", counted[key])
        issues = [
            row
            for row in documents.values()
            if row["kind"] == "issue"
            and row["id"] not in reversed_ids
            and self.within(row["business_date"])
        ]
        self.tell("stock.issues", len(issues))
        self.tell("stock.kinds_issued", len(kinds))
        takes = self.rows("SELECT * FROM stocktake WHERE state = 'posted'")
        self.tell("stock.stocktakes", sum(self.within(row["business_date"]) for row in takes))

    @staticmethod
    def _goods(used_for):
        same = [key for key in USED_FOR if usual_category(key) == usual_category(used_for)]
        return f"issued.{same[0]}"

    def _upkeep(self):
        runs = [
            row
            for row in self.rows("SELECT * FROM plan_run WHERE voided_at IS NULL")
            if self.within(row["business_date"])
        ]
        done = [row for row in runs if row["result"] != "skipped"]
        in_time = [row for row in done if row["business_date"] <= row["due_on"]]
        self.tell("amenities.upkeep", len(done))
        self.tell("amenities.in_time", len(in_time), len(done))
        self.tell("amenities.skipped", len(runs) - len(done))
        self.tell("amenities.abnormal", sum(row["result"] == "abnormal" for row in done))
        faults = self.rows("SELECT * FROM fault WHERE voided_at IS NULL")
        known = {row["id"] for row in faults}
        steps = [
            row
            for row in self.rows("SELECT * FROM fault_step WHERE voided_at IS NULL")
            if row["fault_id"] in known
        ]
        closed = [row for row in steps if row["state"] == "closed"]
        gone = {row["fault_id"] for row in closed if row["business_date"] <= self.last}
        there = {row["id"] for row in faults if row["business_date"] <= self.last}
        self.tell("amenities.faults", sum(self.within(row["business_date"]) for row in faults))
        self.tell("amenities.repaired", sum(self.within(row["business_date"]) for row in closed))
        self.tell("amenities.faults_open", len(there - gone))
        paid = [row for row in (*runs, *steps) if self.within(row["business_date"])]
        skipped = [row for row in runs if row["result"] == "skipped"]
        self.tell(
            "amenities.cost",
            sum(row["cost_fen"] for row in paid) - sum(row["cost_fen"] for row in skipped),
        )

    def _usable(self):
        outages = defaultdict(list)
        for row in self.rows("SELECT * FROM outage WHERE voided_at IS NULL"):
            outages[row["amenity_id"]].append(row)
        whole = lost = stopped = 0
        for row in self.rows("SELECT * FROM amenity"):
            since, retired = row["since"] or row["registered_on"], row["retired_on"]
            for day, hours in self.days:
                if not since <= day.isoformat() or (retired and day.isoformat() >= retired):
                    continue
                for each in hours:
                    whole += each.minutes * row["pieces"]
                    for minute in range(each.opens_minute, each.closes_minute):
                        out = self._out(row, outages[row["id"]], day, minute)
                        lost += out
                        stopped += out == row["pieces"]
        self.tell("amenities.usable", whole - lost, whole)
        self.tell("amenities.outage", stopped)

    @staticmethod
    def _out(amenity, outages, day, minute):
        if not outages:
            return 0
        moment = f"{day.isoformat()}T{minute // 60:02d}:{minute % 60:02d}"
        pieces = [
            row["pieces"] or amenity["pieces"]
            for row in outages
            if row["started_at"] <= moment < (row["ended_at"] or "9999")
        ]
        return min(sum(pieces), amenity["pieces"])

    def _inspections(self):
        held = {
            row["id"]: row
            for row in self.rows("SELECT * FROM inspection WHERE voided_at IS NULL")
            if row["state"] != "draft"
        }
        now = {key for key, row in held.items() if self.within(row["business_date"])}
        self.tell("inspections.held", len(now))
        for kind in ("self", "street", "spot"):
            self.tell(f"inspections.{kind}", sum(held[each]["kind"] == kind for each in now))
        results = [
            row["result"]
            for row in self.rows("SELECT * FROM inspection_line")
            if row["inspection_id"] in now and row["result"] not in ("", "na")
        ]
        self.tell("inspections.in_order", results.count("pass"), len(results))
        found = [
            row
            for row in self.rows("SELECT * FROM finding WHERE voided_at IS NULL")
            if row["inspection_id"] in held
        ]
        own = [row for row in found if row["inspection_id"] in now]
        self.tell("inspections.findings", len(own))
        repeated = [row for row in own if row["repeat_of_id"] is not None]
        self.tell("inspections.repeated", len(repeated))
        notices = self.rows("SELECT * FROM rectification_notice")
        self.tell("inspections.notices", sum(self.within(row["issued_on"]) for row in notices))
        self._actions({row["id"] for row in found})

    def _actions(self, findings):
        every = self.rows("SELECT * FROM corrective_step ORDER BY id")
        undone = {row["undoes_id"] for row in every}
        steps = defaultdict(list)
        for row in every:
            if row["id"] not in undone and row["move"] != "undo":
                steps[row["action_id"]].append(row)
        actions = [
            steps[row["id"]]
            for row in self.rows("SELECT * FROM corrective_action")
            if row["finding_id"] in findings
        ]
        for key, move in (("decided", "open"), ("verified", "verify")):
            told = [
                any(s["move"] == move and self.within(s["business_date"]) for s in each)
                for each in actions
            ]
            self.tell(f"inspections.{key}", sum(told))
        owed = overdue = 0
        for each in actions:
            known = [s for s in each if s["business_date"] <= self.last]
            moves = [s["move"] for s in known if s["move"] != "extend"]
            due = [s["due_on"] for s in known if s["due_on"]]
            if moves and moves[-1] not in ("verify", "void"):
                owed += 1
                overdue += moves[-1] != "claim" and due[-1] < self.last
        self.tell("inspections.owed", owed)
        self.tell("inspections.overdue", overdue)

    def _feedback(self):
        """Tell what of entries that were never reopened; their columns tell their only round."""
        entries = [
            row
            for row in self.rows("SELECT * FROM feedback_entry")
            if row["state"] != "void" and row["round_number"] == 1
        ]
        self.single = {row["id"] for row in entries}
        self._said(entries)
        self._answered(entries)
        self._called(entries)

    def _said(self, entries):
        said = [row["kind"] for row in entries if self.within(row["said_at"])]
        self.tell("feedback.registered", len(said))
        for kind in KINDS:
            self.tell(f"feedback.kind.{kind}", said.count(kind))
        self.tell("feedback.closed", sum(self.within(row["closed_at"]) for row in entries))
        began = [row for row in entries if row["said_at"][:10] <= self.last]
        still = [row for row in began if (row["closed_at"] or "9999")[:10] > self.last]
        self.tell("feedback.open", len(still))

    def _answered(self, entries):
        replies = self._standing("feedback_reply")
        final = {
            row["id"]: max(
                (e["replied_at"] for e in replies[row["id"]] if not e["interim"]), default=None
            )
            for row in entries
        }
        said = [final[row["id"]] for row in entries if self.within(row["said_at"])]
        self.tell("feedback.rate.answered", sum(each is not None for each in said), len(said))
        first = [(row["first_due_at"], row["first_reply_at"]) for row in entries]
        last = [(row["final_due_at"], final[row["id"]]) for row in entries]
        now = self._now.isoformat(timespec="minutes")
        for key, limits in (("responded", first), ("in_time", last)):
            due = [(due, given) for due, given in limits if self.within(due) and due <= now]
            kept = [given for due, given in due if given is not None and given <= due]
            self.tell(f"feedback.rate.{key}", len(kept), len(due))

    def _called(self, entries):
        replies, calls = self._standing("feedback_reply"), self._standing("feedback_call_back")
        reached = {key: [row for row in rows if row["reached"]] for key, rows in calls.items()}
        closed = [row["id"] for row in entries if self.within(row["closed_at"])]
        echoed = [
            each
            for each in closed
            if reached.get(each) or any(row["posted_on"] for row in replies[each])
        ]
        self.tell("feedback.rate.echoed", len(echoed), len(closed))
        told = [
            (row["kind"], call)
            for row in entries
            for call in reached.get(row["id"], ())
            if self.within(call["called_at"])
        ]
        asked = [call["solved"] for kind, call in told if kind in JUDGED and call["solved"]]
        self.tell("feedback.rate.solved", asked.count("yes"), len(asked))
        rated = [call["rating"] for _kind, call in told if call["rating"] is not None]
        self.tell("feedback.rate.satisfied", sum(each >= 3 for each in rated), len(rated))

    def _standing(self, table):
        """Return the rows of a table whose event was not undone, by entry."""
        undone = {row["undoes_id"] for row in self.rows("SELECT undoes_id FROM feedback_event")}
        found = defaultdict(list)
        for row in self.rows(f"SELECT * FROM {table}"):
            if row["event_id"] not in undone:
                found[row["entry_id"]].append(row)
        return found

    def _hours(self):
        lines = self.rows("SELECT * FROM hours_line")
        own = [row for row in lines if self.within(row["business_date"])]
        self.tell("volunteers.hours", sum(row["minutes"] for row in own))
        brought = [row["minutes"] for row in own if row["kind"] == "brought"]
        self.tell("volunteers.brought", sum(brought))
        cited = defaultdict(int)
        for row in lines:
            if row["cites_id"] and row["business_date"] <= self.last:
                cited[row["cites_id"]] += row["minutes"]
        served = [
            row["volunteer_id"]
            for row in own
            if row["kind"] in ("attend", "worklog") and row["minutes"] + cited[row["id"]] > 0
        ]
        self.tell("volunteers.services", len(served))
        self.tell("volunteers.people", len(set(served)))
        volunteers = self.rows("SELECT * FROM volunteer WHERE voided_at IS NULL")
        self.tell("volunteers.joined", sum(self.within(row["joined_on"]) for row in volunteers))
        standing = {}
        statuses = "SELECT * FROM volunteer_status WHERE voided_at IS NULL ORDER BY from_day, id"
        for row in self.rows(statuses):
            if row["from_day"] <= self.last:
                standing[row["volunteer_id"]] = row["state"]
        active = [row for row in volunteers if standing.get(row["id"]) == "active"]
        self.tell("volunteers.active", len(active))
        shifts = {row["id"]: row for row in self.rows("SELECT * FROM shift")}
        absent = [
            row
            for row in self.rows("SELECT * FROM assignment WHERE state = 'absent'")
            if self.within(shifts[row["shift_id"]]["day"])
        ]
        self.tell("volunteers.absent", len(absent))

    def _trainings(self):
        sessions = {
            row["id"]
            for row in self.rows("SELECT * FROM training_session WHERE voided_at IS NULL")
            if self.within(row["business_date"])
        }
        results = [
            row["result"]
            for row in self.rows("SELECT * FROM training_attendance WHERE voided_at IS NULL")
            if row["session_id"] in sessions
        ]
        came = len(results) - results.count("absent")
        self.tell("trainings.sessions", len(sessions))
        self.tell("trainings.came", came)
        self.tell("trainings.came_rate", came, len(results))
        self.tell("trainings.passed", results.count("passed"))
        honours = [
            row["kind"]
            for row in self.rows("SELECT * FROM honour WHERE voided_at IS NULL")
            if self.within(row["given_on"])
        ]
        self.tell("honours.given", len(honours))
        for kind in ("service_model", "pioneer", "star", "other"):
            self.tell(f"honours.{kind}", honours.count(kind))

    def _staffed(self):
        there = defaultdict(set)
        attended = [
            row
            for row in self.rows("SELECT * FROM attendance WHERE voided_at IS NULL")
            if row["left_at"] is not None
        ]
        for row in attended:
            moment = datetime.fromisoformat(row["came_at"])
            while moment < datetime.fromisoformat(row["left_at"]):
                there[moment.date()].add(moment.hour * 60 + moment.minute)
                moment += timedelta(minutes=1)
        whole = staffed = 0
        for day, hours in self.days:
            published = {m for each in hours for m in range(each.opens_minute, each.closes_minute)}
            whole += len(published)
            staffed += len(published & there[day])
        before = (date.fromisoformat(self.first) - timedelta(days=1)).isoformat()
        known = any(before <= row["business_date"] <= self.last for row in attended)
        self.tell("volunteers.staffed", staffed if known else 0, whole if known else 0)
