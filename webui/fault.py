"""What a reader sees when a page cannot be shown: plain words, the right status, a way on."""

from __future__ import annotations

import logging
from uuid import uuid4

from flask import Flask, Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from werkzeug.exceptions import HTTPException, InternalServerError

from index.errors import ArchiveError, EngineError, NotFoundError
from webui.parameters import read_parameters

TITLES = {
    400: lazy_gettext("Địa chỉ này không đọc được"),
    403: lazy_gettext("Không mở ở đây"),
    404: lazy_gettext("Chưa thấy trong kho"),
    405: lazy_gettext("Kho chỉ để đọc"),
    413: lazy_gettext("Danh sách quá dài để xuất một lần"),
    500: lazy_gettext("Có lỗi ở phía kho"),
    503: lazy_gettext("Tạm thời chưa phục vụ được"),
}
WORDS = {
    400: lazy_gettext("Máy chủ không hiểu địa chỉ được gọi. Hãy tìm lại bằng ô tìm kiếm."),
    404: lazy_gettext("Chưa thấy trang này trong những gì đã thu thập. Hãy tìm theo số hiệu, tên người hoặc từ ngữ."),
    405: lazy_gettext("Các trang của kho không nhận dữ liệu gửi lên."),
    500: lazy_gettext("Lỗi đã được ghi lại. Kho không mất gì; xin thử lại sau ít phút."),
    503: lazy_gettext("Một phần của kho chưa mở được. Xin thử lại sau ít phút."),
}
log = logging.getLogger(__name__)


def install(app: Flask) -> None:
    """Answer every fault of `app` with a page."""
    app.register_error_handler(HTTPException, refused)
    app.register_error_handler(NotFoundError, not_seen)
    app.register_error_handler(EngineError, no_index)
    app.register_error_handler(ArchiveError, closed)


def refused(error: HTTPException) -> Response:
    """Any HTTP error; the words given to `abort` win over the general ones."""
    status = error.code or 500
    number = None
    if isinstance(error, InternalServerError):
        number = uuid4().hex[:8]
        log.error("request %s failed: %s", number, request.path)
    is_own = error.description != type(error).description and status != 500
    response = Response(fault_page(status, str(error.description) if is_own else None, number), status)
    for name, value in error.get_headers():
        if name.lower() not in ("content-type", "content-length"):
            response.headers[name] = value
    return response


def not_seen(_error: NotFoundError) -> ResponseReturnValue:
    """An article or source that the archive has not."""
    return fault_page(404), 404


def no_index(error: EngineError) -> ResponseReturnValue:
    """Searching without an index: the page says which command makes one; browsing by day goes on."""
    log.error("%s", error)
    page = render_template("fault/no_index.html", parameters=read_parameters(request.args), command="python -m index rebuild")
    return page, 503


def closed(error: ArchiveError) -> ResponseReturnValue:
    """Catalogue or captures cannot be read: the operator's log says which and what to do."""
    log.error("%s", error)
    return fault_page(503), 503


def fault_page(status: int, words: str | None = None, number: str | None = None) -> str:
    """The page for a status; `number` is what the operator finds in the log."""
    title = TITLES.get(status, gettext("Không mở được trang này"))
    shown = words or WORDS.get(status, WORDS[400])
    return render_template(
        "fault/index.html", parameters=read_parameters(request.args), status=status, title=title, words=shown, number=number
    )
