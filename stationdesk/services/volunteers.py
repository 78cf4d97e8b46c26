"""The station's volunteers behind one door: who they are, what they can, when they come."""

from __future__ import annotations

from stationdesk.services.volunteer_desk.availability import AvailabilityBook
from stationdesk.services.volunteer_desk.profiles import Profiles
from stationdesk.services.volunteer_desk.skills import Skills


class Volunteers(Profiles, Skills, AvailabilityBook):
    """People and their history, skills, time, trainings, honours and private keys."""
