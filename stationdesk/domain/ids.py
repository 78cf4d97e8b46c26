"""Names for numbers, so that an item can never stand where an amenity is meant."""

from __future__ import annotations

import random
import uuid
from typing import NewType

ItemId = NewType("ItemId", int)
BatchId = NewType("BatchId", int)
PlaceId = NewType("PlaceId", int)
DocumentId = NewType("DocumentId", int)
StocktakeId = NewType("StocktakeId", int)
RequiredSetId = NewType("RequiredSetId", int)
AmenityId = NewType("AmenityId", int)
PlanId = NewType("PlanId", int)
RunId = NewType("RunId", int)
FaultId = NewType("FaultId", int)
AssessmentId = NewType("AssessmentId", int)
ImportId = NewType("ImportId", int)
AttachmentId = NewType("AttachmentId", int)
FaultStepId = NewType("FaultStepId", int)
OutageId = NewType("OutageId", int)
TimetableId = NewType("TimetableId", int)
OpeningExceptionId = NewType("OpeningExceptionId", int)
LoanKindId = NewType("LoanKindId", int)
LoanPartId = NewType("LoanPartId", int)
LoanUnitId = NewType("LoanUnitId", int)
BorrowerId = NewType("BorrowerId", int)
BlockId = NewType("BlockId", int)
HoldId = NewType("HoldId", int)
LoanId = NewType("LoanId", int)
LoanLineId = NewType("LoanLineId", int)
ReturnId = NewType("ReturnId", int)
ExtensionId = NewType("ExtensionId", int)
ContactId = NewType("ContactId", int)
FitnessId = NewType("FitnessId", int)
KeptThingId = NewType("KeptThingId", int)
FoundThingId = NewType("FoundThingId", int)
RetentionRunId = NewType("RetentionRunId", int)
EntryId = NewType("EntryId", int)
FeedbackEventId = NewType("FeedbackEventId", int)
FeedbackPageId = NewType("FeedbackPageId", int)
ReplyId = NewType("ReplyId", int)
CallBackId = NewType("CallBackId", int)
TemplateId = NewType("TemplateId", int)
TaskId = NewType("TaskId", int)
WishId = NewType("WishId", int)
PolicyId = NewType("PolicyId", int)
VolunteerId = NewType("VolunteerId", int)
StatusId = NewType("StatusId", int)
ConsentId = NewType("ConsentId", int)
SkillId = NewType("SkillId", int)
VolunteerSkillId = NewType("VolunteerSkillId", int)
AvailabilityId = NewType("AvailabilityId", int)
AvailabilityExceptionId = NewType("AvailabilityExceptionId", int)
LeaveId = NewType("LeaveId", int)
PairId = NewType("PairId", int)
TrainingId = NewType("TrainingId", int)
HonourId = NewType("HonourId", int)
ShiftTemplateId = NewType("ShiftTemplateId", int)
CoverRuleId = NewType("CoverRuleId", int)
PeriodId = NewType("PeriodId", int)
ShiftId = NewType("ShiftId", int)
AssignmentId = NewType("AssignmentId", int)
SwapId = NewType("SwapId", int)
OverrideId = NewType("OverrideId", int)
AttendanceId = NewType("AttendanceId", int)
HoursLineId = NewType("HoursLineId", int)
CertificateId = NewType("CertificateId", int)
HandoverNoteId = NewType("HandoverNoteId", int)
VisitId = NewType("VisitId", int)
OpeningLogId = NewType("OpeningLogId", int)
InspectionId = NewType("InspectionId", int)
InspectionLineId = NewType("InspectionLineId", int)
FindingId = NewType("FindingId", int)
CorrectiveActionId = NewType("CorrectiveActionId", int)
CorrectiveStepId = NewType("CorrectiveStepId", int)
NoticeId = NewType("NoticeId", int)
RecheckId = NewType("RecheckId", int)
PostedDocumentId = NewType("PostedDocumentId", int)
DocumentLookId = NewType("DocumentLookId", int)
SentReportId = NewType("SentReportId", int)

_source: random.Random = random.SystemRandom()


def new_uid() -> str:
    """Return a name that no other record in any station's file bears (a version 4 UUID)."""
    return str(uuid.UUID(int=_source.getrandbits(128), version=4))


def new_code(signs: str, length: int) -> str:
    """Return ``length`` of ``signs``, drawn so that nobody guesses them."""
    return "".join(_source.choice(signs) for _each in range(length))


def draw_uids_from(source: random.Random) -> None:
    """Draw uids from ``source``; a demo with a seed is the same on every run."""
    global _source  # the one process-wide choice, made once by the demo command
    _source = source
