"""Where one looks: zoom and centre, shared by every view that is to move together.

The *scene* is the picture that 100 % refers to, in its own pixels. Pictures of other sizes are
stretched over the same scene, so the same scene point is the same spot of the subject in all.
`zoom` is device pixels per scene pixel: at 1.0 one picture pixel is one pixel of the screen,
whatever the display's scale factor.
"""

from PySide6.QtCore import QObject, QPointF, QRectF, QSizeF, Signal

LARGEST_ZOOM = 32.0
#: A picture that fits is not blown up beyond this, or an icon would fill the window.
LARGEST_FIT = 8.0


class Viewport(QObject):
    """Zoom and centre over a scene; `changed` after every move."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._scene = QSizeF(0, 0)
        self._view = QSizeF(1, 1)
        self._zoom = 1.0
        self._center = QPointF(0, 0)
        self._fitting = True

    @property
    def scene(self) -> QSizeF:
        """Size in scene pixels; empty while there is no picture."""
        return QSizeF(self._scene)

    @property
    def zoom(self) -> float:
        """Device pixels per scene pixel."""
        return self._zoom

    @property
    def center(self) -> QPointF:
        """The scene point in the middle of the view."""
        return QPointF(self._center)

    @property
    def fitting(self) -> bool:
        """Whether the whole picture is kept in view as the view changes size."""
        return self._fitting

    def set_scene(self, size: QSizeF) -> None:
        """A new picture. The same spot stays in view if one was zoomed in on a picture before."""
        if size == self._scene:
            return
        if not self._fitting and not self._scene.isEmpty() and not size.isEmpty():
            ratio = size.width() / self._scene.width()
            self._zoom /= ratio
            self._center = QPointF(self._center.x() * ratio, self._center.y() * ratio)
        else:
            self._fitting = True
        self._scene = QSizeF(size)
        self._settle()

    def set_view(self, size: QSizeF) -> None:
        """The size of the views, in device pixels; views that share a viewport are alike."""
        if size != self._view and not size.isEmpty():
            self._view = QSizeF(size)
            self._settle()

    def fit(self) -> None:
        """Show the whole picture."""
        self._fitting = True
        self._settle()

    def zoom_to(self, zoom: float, anchor: QPointF | None = None) -> None:
        """Set the zoom; the scene point `anchor` (else the centre) stays where it is."""
        if self._scene.isEmpty():
            return
        zoom = min(max(zoom, self._smallest()), LARGEST_ZOOM)
        anchor = self._center if anchor is None else anchor
        self._center = anchor - (anchor - self._center) * (self._zoom / zoom)
        self._zoom = zoom
        self._fitting = False
        self._settle()

    def zoom_by(self, factor: float, anchor: QPointF | None = None) -> None:
        self.zoom_to(self._zoom * factor, anchor)

    def pan(self, delta: QPointF) -> None:
        """Move the picture by so many device pixels."""
        self._center -= delta / self._zoom
        self._fitting = self._fitting and self._fit_zoom() >= self._zoom
        self._settle()

    def show(self, area: QRectF) -> None:
        """Bring this part of the scene into view, as large as it fits."""
        if area.isEmpty() or self._scene.isEmpty():
            return
        self._center = area.center()
        across = min(self._view.width() / area.width(), self._view.height() / area.height())
        self.zoom_to(across, self._center)

    def _fit_zoom(self) -> float:
        if self._scene.isEmpty():
            return 1.0
        across = self._view.width() / self._scene.width()
        down = self._view.height() / self._scene.height()
        return min(across, down, LARGEST_FIT)

    def _smallest(self) -> float:
        return min(self._fit_zoom(), 1.0) / 2

    def _settle(self) -> None:
        if self._fitting:
            self._zoom = self._fit_zoom()
        self._center = QPointF(
            _held(self._center.x(), self._scene.width(), self._view.width() / self._zoom),
            _held(self._center.y(), self._scene.height(), self._view.height() / self._zoom),
        )
        self.changed.emit()


def _held(center: float, scene: float, window: float) -> float:
    """Keep the picture in view: centred while it is smaller than the window, else edge to edge."""
    if scene <= window:
        return scene / 2
    return min(max(center, window / 2), scene - window / 2)
