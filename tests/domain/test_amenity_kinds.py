import pytest

from stationdesk.domain.amenity_kinds import KIND, Agent, agent_of, capacity_of, kind_of


@pytest.mark.parametrize(
    ("name", "model", "kind"),
    [
        ("灭火器", "4kg干粉", "extinguisher"),
        ("冷气扇", "", "cooler"),
        ("AED", "", "aed"),
        ("ＡＥＤ除颤仪", "", "aed"),
        ("桌椅", "四人套", "table_chairs"),
        ("格力空调", "KFR-72LW", "air_conditioner"),
        ("空调扇", "", "cooler"),
        ("饮水机", "美的 YR1801", "water_dispenser"),
        ("母婴护理台", "壁挂", "nursing_table"),
        ("母婴室", "", "nursing_room"),
        ("微波炉", "", "microwave"),
        ("充电插排", "8位", "charging_strip"),
        ("手机充电柜", "", "charging_cabinet"),
        ("轮椅", "", "wheelchair"),
        ("三人沙发", "", "sofa"),
        ("书报架", "", "bookshelf"),
        ("急救医药箱", "", "first_aid_kit"),
        ("电风扇", "", "fan"),
        ("爱心雨伞架", "", "umbrella_stand"),
        ("公厕指引牌", "", "toilet_sign"),
        ("移动卫生间", "", "toilet"),
        ("我有话说留言本", "", "feedback_book"),
        ("应急照明灯", "", "emergency_light"),
        ("安全出口指示牌", "", "emergency_light"),
        ("茶水保温桶", "", "water_dispenser"),
        ("AED急救设备", "", "aed"),
        ("WiFi路由器", "", "wifi"),
        ("爱心设备", "饮水机", "water_dispenser"),
        ("绿植", "", "other"),
        ("", "", "other"),
    ],
)
def test_a_kind_is_told_from_a_hand_kept_name(name, model, kind):
    assert kind_of(name, model) == kind


@pytest.mark.parametrize(
    ("name", "model", "agent"),
    [
        ("灭火器", "4kg干粉", Agent.POWDER),
        ("灭火器", "MFZ/ABC4", Agent.POWDER),
        ("二氧化碳灭火器", "MT/3", Agent.CO2),
        ("灭火器", "水基型 MSWZ/3", Agent.WATER),
        ("灭火器", "", None),
    ],
)
def test_an_extinguishing_agent_is_told_from_name_and_model(name, model, agent):
    assert agent_of(name, model) == agent


@pytest.mark.parametrize(
    ("kind", "name", "model", "capacity"),
    [
        ("sofa", "沙发", "三人位", 3),
        ("sofa", "沙发", "", 3),
        ("sofa", "双人沙发", "", 2),
        ("table_chairs", "桌椅", "四人套", 4),
        ("table_chairs", "桌椅", "6人", 6),
        ("charging_strip", "充电插排", "８位", 8),
        ("charging_strip", "充电插排", "10孔", 10),
        ("microwave", "微波炉", "20L", None),
    ],
)
def test_capacity_is_read_or_usual(kind, name, model, capacity):
    assert capacity_of(kind, name, model) == capacity


def test_every_key_is_there_once_and_every_capacity_has_a_unit():
    assert len(KIND) == 36
    assert all((kind.capacity is None) == (kind.capacity_unit is None) for kind in KIND.values())
