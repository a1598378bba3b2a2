"""Licences of diffusion weights, with what their names leave open."""

from pipelines.spec import Licence

_HUB = "https://huggingface.co"

OPEN_RAIL_PP = Licence(
    "CreativeML Open RAIL++-M",
    f"{_HUB}/stabilityai/stable-diffusion-xl-base-1.0/blob/main/LICENSE.md",
    note="Free also for commercial use; what must not be done with it is listed in the licence.",
)
OPEN_RAIL = Licence(
    "CreativeML Open RAIL-M",
    f"{_HUB}/spaces/CompVis/stable-diffusion-license",
    note=OPEN_RAIL_PP.note,
)
MIT_CLIP = Licence("MIT", "https://github.com/openai/CLIP/blob/main/LICENSE")
MIT_VAE = Licence("MIT", f"{_HUB}/madebyollin/sdxl-vae-fp16-fix")
FAIR_AI = Licence(
    "Fair AI Public License 1.0-SD",
    "https://freedevproject.org/faipl-1.0-sd/",
    note="Free also for commercial use; whoever passes on a model made from it, or offers it as a "
    "service, must give its weights under the same licence.",
)
PONY = Licence(
    "Fair AI Public License 1.0-SD, changed",
    f"{_HUB}/AstraliteHeart/pony-diffusion-v6",
    note="Pictures may be used commercially. To offer the model itself in a paid service needs the "
    "maker's consent.",
)
INSTANT_ID = Licence(
    "Apache-2.0",
    f"{_HUB}/InstantX/InstantID",
    commercial=False,
    note="InstantID is published under Apache-2.0; its authors say of the weights that they are "
    "for research, and they were trained with a face recogniser for non-commercial research.",
)
TURBO = Licence(
    "CreativeML Open RAIL++-M",
    f"{_HUB}/SG161222/RealVisXL_V3.0_Turbo",
    commercial=False,
    note="Its page names this licence. It was sped up by SDXL Turbo, whose own licence is for "
    "non-commercial use.",
)


def rail_pp_of(repo: str) -> Licence:
    """Open RAIL++ as the page of a model made from SDXL states it."""
    return Licence(OPEN_RAIL_PP.name, f"{_HUB}/{repo}", note=OPEN_RAIL_PP.note)


def rail_of(repo: str) -> Licence:
    """Open RAIL as a page states it that passes on what somebody else made."""
    return Licence(
        OPEN_RAIL.name,
        f"{_HUB}/{repo}",
        note="The licence that the page names from which it is fetched. Its maker may have set "
        "conditions of their own: read them where it was first published before you use pictures "
        "commercially.",
    )


def juggernaut() -> Licence:
    """RunDiffusion's Juggernaut XL."""
    return Licence(
        OPEN_RAIL.name,
        f"{_HUB}/RunDiffusion/Juggernaut-XL-v8",
        note="Pictures may be used commercially; RunDiffusion asks to be written to before the "
        "model is offered as a service.",
    )
