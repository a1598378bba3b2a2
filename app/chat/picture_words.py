"""How pictures of a conversation are called, for eyes and for screen readers."""

from PySide6.QtCore import QCoreApplication, QLocale

from pipelines.conversations.pictures import ImageAttachment


def picture_title(image: ImageAttachment) -> str:
    """Its name, or that it is a part of it."""
    if image.region is None:
        return image.name
    words = QCoreApplication.translate("ChatPictures", "Region of {name}")
    return words.format(name=image.name)


def picture_size(image: ImageAttachment) -> str:
    """Width and height of what is shown."""
    region = image.region
    width, height = image.size if region is None else (region.width, region.height)
    words = QCoreApplication.translate("ChatPictures", "{width} × {height} pixels")
    number = QLocale().toString
    return words.format(width=number(width), height=number(height))


def picture_hint(image: ImageAttachment) -> str:
    """Both, and what is wrong with it if something is."""
    if not image.is_there:
        words = QCoreApplication.translate("ChatPictures", "{name} is missing")
        return words.format(name=picture_title(image))
    return f"{picture_title(image)}, {picture_size(image)}"
