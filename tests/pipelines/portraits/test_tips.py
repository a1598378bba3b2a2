"""The guide's advice as changes of settings."""

from pathlib import Path

import pytest

from pipelines.portraits.params import InstantIdParams
from pipelines.portraits.tips import TIPS, Tip, Trouble, tip_for
from pipelines.validation import validate

PARAMS = InstantIdParams(image=Path("face.jpg"))
EACH = pytest.mark.parametrize("tip", TIPS, ids=[tip.trouble for tip in TIPS])


def changed(trouble: Trouble, **values: object) -> dict[str, object]:
    return dict(tip_for(trouble).changed(PARAMS.model_copy(update=values)))


@EACH
def test_every_tip_comes_to_an_end_within_the_bounds(tip: Tip) -> None:
    params = PARAMS
    for _again in range(40):
        made = tip.changed(params)
        if not made:
            break
        params = validate(InstantIdParams, {**params.model_dump(), **made})
    assert not tip.changed(params)


def test_every_trouble_has_one_tip() -> None:
    assert [tip.trouble for tip in TIPS] == list(Trouble)


def test_likeness_goes_up_with_both_strengths() -> None:
    assert changed(Trouble.LIKENESS_LOW) == {
        "ip_adapter_scale": 0.9,
        "controlnet_conditioning_scale": 0.9,
    }
    assert changed(
        Trouble.LIKENESS_LOW, ip_adapter_scale=1.5, controlnet_conditioning_scale=1.45
    ) == {"controlnet_conditioning_scale": 1.5}


def test_harsh_colours_lower_the_adapter_and_the_guidance() -> None:
    assert changed(Trouble.OVERSATURATED) == {"ip_adapter_scale": 0.7, "guidance_scale": 5.0}
    assert changed(Trouble.OVERSATURATED, guidance_scale=5.0)["guidance_scale"] == 4.0
    assert changed(Trouble.OVERSATURATED, enable_lcm=True)["lcm_guidance_scale"] == 1.0


def test_an_ignored_prompt_loosens_the_face_and_never_strengthens_it() -> None:
    assert changed(Trouble.PROMPT_IGNORED) == {
        "ip_adapter_scale": 0.7,
        "controlnet_conditioning_scale": 0.7,
    }
    weak = {"ip_adapter_scale": 0.1, "controlnet_conditioning_scale": 0.1, "guidance_scale": 4.0}
    assert changed(Trouble.PROMPT_IGNORED, **weak) == {"guidance_scale": 5.0}


def test_a_freer_pose_trades_place_for_looks() -> None:
    made = changed(Trouble.POSE_TOO_CLOSE, enable_canny_controlnet=True)
    assert made["controlnet_conditioning_scale"] == 0.6
    assert made["ip_adapter_scale"] == 0.9
    assert made["enable_pose_controlnet"] is False
    assert made["enable_canny_controlnet"] is False
    assert "enable_depth_controlnet" not in made


def test_watermarks_are_avoided_by_another_size() -> None:
    assert changed(Trouble.WATERMARKS) == {"output_width": 1016, "output_height": 1016}
    made = changed(Trouble.WATERMARKS, output_width=1024, output_height=1280)
    assert made == {"output_width": 1016, "output_height": 1272}


def test_drafts_take_twenty_steps_then_five() -> None:
    assert changed(Trouble.TOO_SLOW) == {"num_inference_steps": 20}
    assert changed(Trouble.TOO_SLOW, num_inference_steps=20) == {"enable_lcm": True}
    assert changed(Trouble.TOO_SLOW, enable_lcm=True) == {}
