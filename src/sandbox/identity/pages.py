"""The login page: name, password, and how well the person wants to be identified."""

from html import escape

from sandbox.web import Response, page


def render_login(ticket: str, level: int, error: str, status: int = 200, login: str = "") -> Response:
    """The page. level: the one asked for, chosen beforehand. login: what was typed before, kept after an error."""
    alert = f'<p class="error" role="alert">{escape(error)}</p>' if error else ""
    chosen = {3: "", 4: "", 5: ""} | {level: " checked"}
    proved = " checked" if level > 3 else ""
    body = f"""<h1>登录</h1><p class="sub">山东省统一身份认证（演示）</p><div class="sheet">
<form method="post" action="/identity/login">{alert}
<input type="hidden" name="ticket" value="{escape(ticket)}">
<label for="login">用户名</label><input type="text" id="login" name="login" value="{escape(login)}" autocomplete="username" required>
<label for="password">密码</label><input type="password" id="password" name="password" autocomplete="current-password" required>
<fieldset><legend>认证方式</legend>
<label class="pick"><input type="radio" name="level" value="3"{chosen[3]}> <span>三级：姓名和公民身份号码一致</span></label>
<label class="pick"><input type="radio" name="level" value="4"{chosen[4]}> <span>四级：人脸识别，真人真证一致</span></label>
<label class="pick"><input type="radio" name="level" value="5"{chosen[5]}> <span>五级：人脸识别，再加数字证书</span></label>
<label class="pick"><input type="checkbox" name="face" value="yes"{proved}> <span>模拟认证通过（选四级、五级时）</span></label></fieldset>
<button name="do" value="in">登录</button><button class="plain" name="do" value="back" formnovalidate>返回</button></form></div>"""
    return page("登录", body, status)
