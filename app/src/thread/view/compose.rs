//! Where texts are typed. Plain forms first; with script the same function is called without a reload.
use super::{Talk, draft, preview::Previewed};
#[cfg(feature = "hydrate")]
use crate::thread::{CommentId, EditComment, edit_comment};
use crate::{
    fault::{Code, Fault},
    html::Html,
    i18n::words,
    thread::{AddComment, Comment, LONGEST, Place, Stance, StanceMark, add_comment, write::PreviewComment},
    ui::{ErrorLine, Refused, focus},
};
use leptos::{ev::SubmitEvent, html, prelude::*, server_fn::ServerFn, task::spawn_local};

/// The form of a new comment or a reply.
#[component]
pub(super) fn Composer(talk: Talk, place: Place, #[prop(optional)] done: Option<Callback<()>>) -> impl IntoView {
    let words = words();
    let name = place.to_string();
    let (body, stance) = talk.draft(&name);
    let fault = RwSignal::new(talk.begun.with_value(|b| Refused::of(&b.refused, &name)));
    let busy = RwSignal::new(false);
    let shut = Memo::new(move |_| talk.closed());
    let (field, form) = (NodeRef::<html::Textarea>::new(), NodeRef::<html::Form>::new());
    let key = RwSignal::new(
        talk.begun.with_value(|b| format!("{}.{name}", if b.key.is_empty() { "visitor" } else { &b.key })),
    );
    #[cfg(feature = "hydrate")]
    super::editor::attend(talk, name.clone(), field);
    let sent = Sent { talk, place, lang: words.0, field, form, key, fault, busy, done };
    let (parent, action) = match place {
        Place::Reply(id) => (Some(id), None),
        Place::Action(_, n) => (None, Some(n)),
        _ => (None, None),
    };
    let own = matches!(place, Place::Proposal(_));
    let id = format!("f-{name}");
    view! {
        <form class="compose compose--write" method="post" action=AddComment::url() node_ref=form id=if parent.is_none() { Some("write") } else { None }
            data-comment-form=own.then_some("") data-reply-form=(!own).then_some("")
            aria-busy=move || busy.get().then_some("true") on:submit=move |event| sent.submit(&event)>
            <input type="hidden" name="proposal" value=talk.proposal/>
            <input type="hidden" name="key" prop:value=key value=key.get_untracked()/>
            <input type="hidden" name="lang" value=words.0.code()/>
            {parent.map(|id| view! { <input type="hidden" name="parent" value=id/> })}
            {action.map(|n| view! {
                <input type="hidden" name="action" value=n/>
                <p class="compose__about">{words.with("thread.about_action", &[("n", &n.to_string())])}</p>
            })}
            <Previewed talk place=name/>
            <Field id=id.clone() label=words.s(if parent.is_some() { "thread.your_reply" } else { "thread.your_comment" }).into_owned() fault>
                <textarea class="box" id=id.clone() name="body" node_ref=field aria-describedby=format!("{id}-h {id}-e")
                    aria-invalid=move || fault.get().map(|_| "true") inner_html=Html::escaped(&body).0></textarea>
            </Field>
            {parent.is_none().then(|| view! { <Stances chosen=stance/> })}
            <Official talk/>
            {talk.me().map(|_| view! { <p class="hint">{words.s("follow.auto")}</p> })}
            <div class="compose__foot">
                <span class="hint" role="status">
                    {move || if shut.get() { Some(words.s("steer.shut")) } else { busy.get().then(|| words.s("thread.sending")) }}
                </span>
                <div class="acts">
                    <button class="btn" type="submit" aria-busy=move || busy.get().then_some("true")
                        aria-disabled=move || shut.get().then_some("true")>{words.s("thread.publish")}</button>
                    <SeeFirst/>
                </div>
            </div>
        </form>
    }
}

/// Label, hint, error and box, in this order.
#[component]
fn Field(id: String, label: String, fault: RwSignal<Option<Fault>>, children: Children) -> impl IntoView {
    let words = words();
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <span class="hint" id=format!("{id}-h")>
                {words.with("thread.hint", &[("n", &words.number(i64::try_from(LONGEST).unwrap_or(0)))])}
            </span>
            <ErrorLine id=format!("{id}-e") fault=fault/>
            {children()}
        </div>
    }
}

#[component]
fn Stances(chosen: String) -> impl IntoView {
    let words = words();
    let choice = move |stance: Stance| {
        let class = match stance {
            Stance::For => "stance--pro",
            Stance::Against => "stance--con",
            Stance::Neutral => "stance--neu",
        };
        view! {
            <label class=class>
                <input type="radio" name="stance" value=stance.as_str() checked=chosen == stance.as_str()/><StanceMark stance/>
            </label>
        }
    };
    view! {
        <fieldset>
            <legend class="legend">{words.s("thread.your_stance")}</legend>
            <div class="choice">{[Stance::For, Stance::Against, Stance::Neutral].map(choice).collect_view()}</div>
        </fieldset>
    }
}

/// The button that brings a plain form back with its text as it will look. With script there are tabs instead.
#[component]
fn SeeFirst() -> impl IntoView {
    view! {
        <button class="btn btn--line" type="submit" formaction=PreviewComment::url() data-preview="">{words().s("write.preview")}</button>
    }
}

/// Who speaks for the authority may answer in its name.
#[component]
fn Official(talk: Talk) -> impl IntoView {
    let may = talk.person.with_value(|p| p.as_ref().is_some_and(crate::account::Person::speaks_officially));
    may.then(|| view! {
        <label class="check"><input type="checkbox" name="official" value="1"/>" "<span>{words().s("thread.as_official")}</span></label>
    })
}

/// A composer at work.
#[derive(Clone, Copy)]
struct Sent {
    talk: Talk,
    place: Place,
    lang: crate::i18n::Lang,
    field: NodeRef<html::Textarea>,
    form: NodeRef<html::Form>,
    key: RwSignal<String>,
    fault: RwSignal<Option<Fault>>,
    busy: RwSignal<bool>,
    done: Option<Callback<()>>,
}

impl Sent {
    fn submit(self, event: &SubmitEvent) {
        // A visitor's form goes the plain way: it leads to sign in and brings the text back.
        if self.talk.me().is_none() {
            return;
        }
        event.prevent_default();
        if self.busy.get_untracked() || untrack(|| self.talk.closed()) {
            return;
        }
        let (Some(field), Some(form)) = (self.field.get_untracked(), self.form.get_untracked()) else { return };
        let body = field.value();
        #[cfg(feature = "hydrate")]
        if super::editor::nudged(self.talk, &form, &body) {
            return;
        }
        let stance = chosen(&form, "input[name=stance]:checked");
        let official = chosen(&form, "input[name=official]:checked");
        self.busy.set(true);
        self.fault.set(None);
        spawn_local(async move { self.send(body, stance, official).await });
    }

    async fn send(self, body: String, stance: Option<String>, official: Option<String>) {
        let (parent, action) = match self.place {
            Place::Reply(id) => (Some(id), None),
            Place::Action(_, n) => (None, Some(n)),
            _ => (None, None),
        };
        let lang = Some(self.lang.code().to_owned());
        let key = self.key.try_get_untracked();
        let answer =
            add_comment(self.talk.proposal, body.clone(), parent, action, stance.clone(), lang, official, key).await;
        // The form may have left the page meanwhile.
        self.busy.try_set(false);
        match answer {
            Ok(comment) => self.published(comment, body, &stance.unwrap_or_default()),
            Err(fault) => self.refused(fault),
        }
    }

    fn published(self, comment: Option<Comment>, body: String, stance: &str) {
        self.key.try_set(draft::new_key());
        if let Some(form) = self.form.try_get_untracked().flatten() {
            form.reset();
        }
        if let Some(field) = self.field.try_get_untracked().flatten() {
            field.set_value("");
            #[cfg(feature = "hydrate")]
            super::editor::emptied(self.talk, &self.place.to_string(), &field);
        }
        if let Some(done) = self.done {
            done.run(());
        }
        if let Some(comment) = comment {
            #[cfg(feature = "hydrate")]
            super::editor::undo::offer(self.talk, comment.id, self.place, &body, stance);
            #[cfg(not(feature = "hydrate"))]
            let _ = stance;
            self.talk.editable.try_update(|all| all.push((comment.id, body)));
            self.talk.news.wrote_in(comment.root);
            self.talk.put(&comment);
            focus(format!("c-{}", comment.id));
        } else {
            self.talk.ask_waiting();
        }
    }

    fn refused(self, fault: Fault) {
        self.fault.try_set(Some(fault));
        if fault.code == Code::SignIn {
            // The session has ended meanwhile: the plain form leads to sign in and keeps the text.
            if let Some(form) = self.form.try_get_untracked().flatten() {
                let _ = form.submit();
            }
            return;
        }
        focus(format!("f-{}", self.place));
    }
}

#[cfg(feature = "hydrate")]
fn chosen(form: &web_sys::HtmlFormElement, selector: &str) -> Option<String> {
    form.query_selector(selector).ok().flatten().and_then(|input| input.get_attribute("value"))
}

#[cfg(not(feature = "hydrate"))]
fn chosen<T>(_: &T, _: &str) -> Option<String> {
    None
}

/// The form that changes one's own comment, in the place of the plain one.
#[cfg(feature = "hydrate")]
#[component]
pub(super) fn EditForm(talk: Talk, id: CommentId, raw: String, done: Callback<()>) -> impl IntoView {
    let words = words();
    let place = Place::Edit(id).to_string();
    let kept = talk.draft(&place).0;
    let text = if kept.is_empty() { raw } else { kept };
    let fault = RwSignal::new(talk.begun.with_value(|b| Refused::of(&b.refused, &place)));
    let field = NodeRef::<html::Textarea>::new();
    super::editor::attend(talk, place.clone(), field);
    let at = StoredValue::new(place.clone());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(body) = field.get_untracked().map(|f| f.value()) else { return };
        spawn_local(async move {
            match edit_comment(id, body.clone()).await {
                Ok(Some(comment)) => {
                    talk.editable.try_update(|all| {
                        all.retain(|(c, _)| *c != id);
                        all.push((id, body));
                    });
                    talk.put(&comment);
                    if let Some(at) = at.try_get_value() {
                        super::editor::settled(talk, &at);
                    }
                    done.run(());
                    focus(format!("c-{id}"));
                }
                Ok(None) => {
                    talk.ask_waiting();
                    done.run(());
                }
                Err(refused) => {
                    fault.try_set(Some(refused));
                }
            }
        });
    };
    let name = format!("f-{place}");
    view! {
        <form class="compose" method="post" action=EditComment::url() on:submit=submit data-edit-form="">
            <input type="hidden" name="comment" value=id/>
            <Field id=name.clone() label=words.s("thread.edit.label").into_owned() fault>
                <textarea class="box" id=name.clone() name="body" node_ref=field aria-describedby=format!("{name}-h {name}-e")
                    aria-invalid=move || fault.get().map(|_| "true") inner_html=Html::escaped(&text).0></textarea>
            </Field>
            <div class="compose__foot"><span></span><div class="acts"><button class="btn" type="submit">{words.s("thread.edit.save")}</button></div></div>
        </form>
    }
}
