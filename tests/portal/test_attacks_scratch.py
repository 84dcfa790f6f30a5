import re, pytest
from datetime import date
from portal.plugin_api import Role
from sqlalchemy import select
from portal.extensions import db
from portal.organisations.models import Access
from portal.tenancy.scope import organisation as scope_of, NOBODY
from tests.portal.reading import letters_to, link_in
from tests.actors import PASSWORD
from portal.worker import work_once
NUL="a\x00b"

def show(name, r): print(f"{name}: {r.status_code} {re.search('<h1[^>]*>(.*?)</h1>', r.text).group(1) if '<h1' in r.text else r.text[:80]} {r.headers.get('Location','')}")

def test_nul(app, factory, organisation, actor, browser, nobody):
    boss=actor(organisation, Role.ADMINISTRATOR); b=browser(boss)
    show("signin nul", nobody.post("/sign-in", {"email":NUL+"@x.no","password":NUL}))
    show("forgot nul", nobody.post("/forgotten-password", {"email":NUL+"@x.no"}))
    show("lang next [", nobody.post("/language", {"language":"nb","next":"//[x"}))
    show("lang next crlf", nobody.post("/language", {"language":"nb","next":"/\r\n//x"}))
    show("signin next [", b.get("/sign-in?next=//[x"))
    show("slug nul", b.get("/o/%00/"))
    show("slug nul anon", nobody.get("/o/%00/"))
    show("slug long", b.get("/o/"+"x"*5000+"/"))
    show("%2f", b.get("/o/hjertelag%2funits/"))
    show("/o//", b.get("/o//hjertelag/"))
    show("//o/", nobody.get("//o/hjertelag/units/"))
    show("profile nul", b.post("/profile/", {"name":NUL}))
    show("profile crlf", b.post("/profile/", {"name":"a\r\nb"}))
    show("unit nul", b.post("/o/hjertelag/units/new", {"name":NUL}))
    show("unit crlf", b.post("/o/hjertelag/units/new", {"name":"x\r\nhttp://evil"}))
    show("settings nul", b.post("/o/hjertelag/settings/", {"name":NUL}))
    show("invite nul", b.post("/o/hjertelag/access/invite", {"email":NUL+"@x.no","role":"volunteer"}))
    show("act nul", b.post("/o/hjertelag/activities/register/core.meeting", {"note":NUL,"number_participants":"1"}))
    show("act 0001", b.post("/o/hjertelag/activities/register/core.meeting", {"on_date":"0001-01-01","number_participants":"1"}))
    show("act 9999", b.post("/o/hjertelag/activities/register/core.meeting", {"on_date":"9999-12-31","number_participants":"1"}))
    show("act big", b.post("/o/hjertelag/activities/register/core.meeting", {"number_participants":"1"*5000}))
    show("act arabic digits", b.post("/o/hjertelag/activities/register/core.meeting", {"number_participants":"٣"}))
    show("after", b.get("/o/hjertelag/activities/?after=9999-12-31_"+"f"*32))
    show("after1", b.get("/o/hjertelag/activities/?after=0001-01-01_"+"0"*32))
    show("kind nul", b.get("/o/hjertelag/activities/register/%00"))
    show("plugin nul", b.get("/o/hjertelag/plugins/%00"))
    show("formkey", b.post("/o/hjertelag/units/new", {"name":"x","form_key":"zz"}))
    show("password nul", b.post("/profile/password", {"present":NUL,"password":NUL*8}))
    show("address 318", b.post("/profile/address", {"present":PASSWORD,"email":"ΐ"*64+"@"+"a"*60+"."+"b"*50+".no"}))
    show("csrf array", b.send("/profile/", {"csrf_token":"x"}))
    show("cookie", nobody.get("/", headers={"Cookie":"medvirke=.eJx; device=\x01; language=xx"}))

def test_goals(app, factory, organisation, actor, browser):
    b=browser(actor(organisation, Role.STAFF)); p=factory.plan(organisation); g,i=factory.goal(organisation,p)
    for d in ("0001-01-01","1000-01-01"):
        show("measure "+d, b.post(f"/o/hjertelag/goals/indicators/{i}/measure", {"on_date":d,"value":"5"}))
        show("goal", b.get(f"/o/hjertelag/goals/{g}")); show("start", b.get("/o/hjertelag/"));show("plan", b.get("/o/hjertelag/goals/"))
    for v in ("0E+999999999","1E-999999999","sNaN","1"*100000,"٣","1_000","0.0000000000000000000000000000000000000001", "-0", "Infinity", "999999999999,999"):
        show("value "+v[:20], b.post(f"/o/hjertelag/goals/indicators/{i}/measure", {"on_date":str(date.today()),"value":v,"note":NUL}))
        show("value "+v[:20], b.post(f"/o/hjertelag/goals/indicators/{i}/measure", {"on_date":str(date.today()),"value":v}))

def test_worker(app, factory, organisation, actor, browser):
    kari=actor(organisation, Role.VOLUNTEER); b=browser(kari)
    show("poison", b.post("/profile/address", {"present":PASSWORD,"email":"=?utf-8?q?=0d=0abcc=3ax?=@example.org"}))
    with app.app_context():
        try: print("WORK", work_once())
        except Exception as e: print("WORKER DIED", type(e), e)

def test_deep(app, factory, organisation, actor, browser):
    import sys
    from portal.organisations.setup import _in_order
    from uuid import uuid4
    rows=[]; prev=None
    for n in range(1200):
        u=uuid4(); rows.append((u,"x","branch",prev)); prev=u
    try: print(len(_in_order(rows)))
    except RecursionError as e: print("RECURSION")

X='"><img src=x onerror=alert(1)><script>x</script>{{7*7}}'
def test_html(app, factory, organisation, actor, browser):
    boss=actor(organisation, Role.ADMINISTRATOR); b=browser(boss)
    b.post("/profile/", {"name":X}); show("set",b.post("/o/hjertelag/settings/", {"name":X}))
    b.post("/o/hjertelag/units/new", {"name":X}); show("inv",b.post("/o/hjertelag/access/invite", {"email":"gry@example.org","role":"administrator"}))
    p=factory.plan(organisation, X); g,i=factory.goal(organisation,p,X); factory.measurement(organisation,i,date(2026,2,2),5,X)
    factory.action(organisation,p,X)
    b.post("/o/hjertelag/activities/register/core.meeting", {"note":X,"number_participants":"1"})
    l=letters_to(factory,"gry@example.org")[0]
    print("mail", "<img" in l.html, "<script" in l.html, l.subject); print(l.text)
    links={"/","/profile/","/o/hjertelag/","/o/hjertelag/goals/",f"/o/hjertelag/goals/{g}","/organisations","/o/hjertelag/access/","/o/hjertelag/units/","/o/hjertelag/activities/","/o/hjertelag/plugins/", "/o/hjertelag/settings/","/o/hjertelag/activities/register", link_in(l)}
    seen=set()
    while links-seen:
        u=(links-seen).pop(); seen.add(u); r=b.get(u)
        for a in re.findall(r'href="(/[^"]*)"', r.text):
            if not a.startswith("/static"): links.add(a.replace("&amp;","&"))
        if "<img" in r.text or "<script>x" in r.text or "49" in re.sub(r'[0-9a-f-]{30,}|\d\.\d+|c[0-9a-f]{6}','',r.text) and 0: print("XSS", u)
    print(len(seen),"pages")

def test_present(app, factory, organisation, actor, browser):
    b=browser(actor(organisation, Role.VOLUNTEER))
    print([b.post("/profile/password", {"present":"x"*12,"password":"y"*12}).status_code for _ in range(12)])
    show("then", b.post("/profile/password", {"present":PASSWORD,"password":"y"*12}))

def test_methods(app, factory, organisation, actor, browser, nobody):
    b=browser(actor(organisation, Role.VOLUNTEER))
    for m in ("OPTIONS","HEAD","PUT","DELETE","PATCH","TRACE","PROPFIND"):
        for p in ("/o/hjertelag/units/","/o/none/units/","/o/hjertelag/nothing","/platform/","/nothing"):
            r1=nobody.client.open(p,method=m); r2=b.client.open(p,method=m)
            print(m,p,r1.status_code,r2.status_code,r2.headers.get("Allow"))
