"""The station's volunteers behind one door: who they are, what they can, when they come."""

from __future__ import annotations

from stationdesk.services.volunteer_desk.availability import AvailabilityBook
from stationdesk.services.volunteer_desk.bonds import Bonds
from stationdesk.services.volunteer_desk.entering import Entering
from stationdesk.services.volunteer_desk.private_keys import PrivateKeys
from stationdesk.services.volunteer_desk.skills import Skills
from stationdesk.services.volunteer_desk.trainings import Trainings


class Volunteers(PrivateKeys, Entering, Skills, AvailabilityBook, Bonds, Trainings):
    """People and their history, skills, time, trainings, honours and private keys."""
