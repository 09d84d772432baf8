// SPDX-License-Identifier: GPL-3.0-or-later
// What is done with results and saved cases.
#include "ui/query/query_desk.h"

#include "ui/convert.h"
#include "ui/text/error_text.h"
#include "ui/text/report_text.h"
#include "ui/text/words.h"

#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace triptych::ui {

namespace {

QString shortName(const ImageView& image)
{
    return QFileInfo(toQString(image.name)).fileName();
}

} // namespace

void QueryDesk::refresh()
{
    if (!m_backend.isOpen()) {
        return;
    }
    m_backend.facts([this](const Result<QueryFacts>& facts) {
        if (facts) {
            m_facts = *facts;
            Q_EMIT stateChanged();
        }
    });
    refreshEncoder();
    refreshCases();
}

void QueryDesk::refreshCases()
{
    m_backend.cases([this](const Result<std::vector<workflow::SavedCase>>& cases) {
        if (!cases) {
            return;
        }
        m_cases = *cases;
        if (m_case) {
            const auto now = std::find_if(m_cases.begin(), m_cases.end(), [this](const auto& one) {
                return one.key == m_case->key;
            });
            m_case = now == m_cases.end() ? std::nullopt : std::optional(*now);
        }
        Q_EMIT casesChanged();
    });
    m_backend.lastRun([this](const Result<std::optional<workflow::CaseRunReport>>& run) {
        if (run) {
            m_run = *run;
            Q_EMIT casesChanged();
        }
    });
}

// The image of a name that was saved.
void QueryDesk::resolve(QuerySource QueryDesk::* source)
{
    const std::string name = (this->*source).image.name;
    if (name.empty()) {
        return;
    }
    m_backend.findImages(
        toQString(name), 1, [this, source, name](const Result<std::vector<ImageView>>& found) {
            QuerySource& now = this->*source;
            if (found && !found->empty() && found->front().name == name && now.image.name == name) {
                now.view = found->front();
                Q_EMIT questionChanged();
            }
        });
}

void QueryDesk::loadCase(const workflow::SavedCase& one)
{
    m_reference = sourceOf(one.request.reference);
    m_second = sourceOf(one.request.second);
    m_secondWeight = one.request.secondWeight;
    m_text = toQString(one.request.text);
    m_secondText = toQString(one.request.secondText);
    m_without = toQString(one.request.negative);
    m_textShare = one.request.textShare;
    m_category = one.request.category;
    m_steps.clear();
    for (const auto& text : one.request.earlier) {
        m_steps.push_back({{}, toQString(text)});
    }
    m_target = one.right.empty() ? std::nullopt : std::optional(one.right.front());
    m_k = kFirstResults;
    m_case = one;
    resolve(&QueryDesk::m_reference);
    resolve(&QueryDesk::m_second);
    askNow();
    Q_EMIT questionChanged();
    Q_EMIT casesChanged();
}

void QueryDesk::took(const workflow::SavedCase& one)
{
    m_case = one;
    refreshCases();
    Q_EMIT answered(); // marks on results
}

void QueryDesk::saveThen(std::function<void()> then)
{
    if (m_case) {
        then();
        return;
    }
    workflow::SavedCase wanted;
    wanted.request = request();
    wanted.name =
        fromQString(m_text.trimmed().isEmpty() ? sourceWords(m_reference) : m_text.trimmed());
    if (m_target) {
        wanted.right = {*m_target};
    }
    m_backend.saveCase(wanted, [this, ticket = m_ticket,
                                then = std::move(then)](const Result<workflow::SavedCase>& saved) {
        if (!saved) {
            Q_EMIT said(errorLine(saved.error()), false);
            return;
        }
        if (ticket != m_ticket) {
            refreshCases(); // saved, but another question is on the desk by now
            return;
        }
        took(*saved);
        then();
    });
}

void QueryDesk::saveAsCase()
{
    if (!m_backend.writable()) {
        Q_EMIT said(tr("The project is read-only: nothing can be saved."), false);
    } else if (asksNothing()) {
        Q_EMIT said(tr("There is no query to save yet."), false);
    } else if (!m_reference.image.pixels.empty() || !m_second.image.pixels.empty()) {
        Q_EMIT said(tr("A pasted image cannot be kept in a case. Take it from a file instead."),
                    false);
    } else if (m_case) {
        Q_EMIT said(tr("This query is among the saved cases already."), false);
    } else {
        const bool known = m_target.has_value();
        saveThen([this, known]() {
            Q_EMIT said(known ? tr("Saved. “Run all” tells where its right answer stands.")
                              : tr("Saved. Mark its right answer with R, so that a run can tell "
                                   "where it stands."),
                        false);
        });
    }
}

void QueryDesk::renameCase(const workflow::SavedCase& one, const QString& name)
{
    const QString clean = name.simplified();
    if (clean.isEmpty() || clean == toQString(one.name)) {
        Q_EMIT casesChanged(); // the field shows what holds
        return;
    }
    workflow::SavedCase wanted = one;
    wanted.name = fromQString(clean);
    m_backend.saveCase(wanted, [this](const Result<workflow::SavedCase>& saved) {
        if (!saved) {
            Q_EMIT said(errorLine(saved.error()), false);
        }
        refreshCases();
    });
}

void QueryDesk::removeCase(const workflow::SavedCase& one)
{
    m_backend.removeCase(one.key, [this, one](const Result<bool>& removed) {
        if (!removed) {
            Q_EMIT said(errorLine(removed.error()), false);
            return;
        }
        m_takeBack = [this, one]() {
            m_backend.saveCase(one, [this](const Result<workflow::SavedCase>& saved) {
                if (!saved) {
                    Q_EMIT said(errorLine(saved.error()), false);
                }
                refreshCases();
            });
        };
        Q_EMIT said(tr("“%1” is no longer among the saved cases.").arg(toQString(one.name)), true);
        refreshCases();
    });
}

QString QueryDesk::whyNotRight(const ImageView& image) const
{
    if (!m_backend.writable()) {
        return tr("The project is read-only: nothing can be marked.");
    }
    if (m_reference.empty()) {
        return tr("A pair needs two images: choose a reference first.");
    }
    if (!m_reference.ofProject()) {
        return tr("No pair is made: the reference is not an image of this project. Save the query "
                  "as a case to keep this answer.");
    }
    if (m_reference.image.name == image.name) {
        return tr("This is the reference itself.");
    }
    if (m_text.trimmed().isEmpty()) {
        return tr("Write what changes first: it becomes the text of the pair.");
    }
    return {};
}

void QueryDesk::markRight(const ImageView& image)
{
    const QString why = whyNotRight(image);
    if (!why.isEmpty()) {
        const bool noted = m_backend.writable() && !m_reference.ofProject() && !m_reference.empty();
        if (noted) {
            setTarget(image.name);
        }
        Q_EMIT said(why, false);
        return;
    }
    m_backend.markRight(
        m_reference.image.name, image.name, fromQString(m_text.trimmed()),
        [this, image](const Result<workflow::Decided>& decided) { markedRight(image, decided); });
}

void QueryDesk::markedRight(const ImageView& image, const Result<workflow::Decided>& decided)
{
    if (!decided) {
        Q_EMIT said(errorLine(decided.error()), false);
        return;
    }
    const auto before = m_target;
    const auto inCase = m_case;
    const auto judgeIt = [this](const workflow::SavedCase& one, const std::string& name,
                                bool right) {
        m_backend.judgeCase(one.key, name, right, false,
                            [this, key = one.key](const Result<workflow::SavedCase>& judged) {
                                if (judged && m_case && m_case->key == key) {
                                    took(*judged);
                                }
                            });
    };
    if (inCase) {
        judgeIt(*inCase, image.name, true);
    }
    m_takeBack = [this, before, inCase, judgeIt, name = image.name]() {
        m_backend.undo([this, before](const Result<workflow::Decided>& undone) {
            if (!undone) {
                Q_EMIT said(errorLine(undone.error()), false);
                return;
            }
            setTarget(before);
            Q_EMIT said(tr("Taken back."), false);
        });
        if (inCase) {
            judgeIt(*inCase, name, false);
        }
    };
    setTarget(image.name);
    Q_EMIT said(tr("%1 is right: kept as a pair with this text, accepted.").arg(shortName(image)),
                true);
}

void QueryDesk::judge(const std::string& image, bool right, bool wrong, const QString& sentence)
{
    m_backend.judgeCase(m_case->key, image, right, wrong,
                        [this, image, wrong, sentence](const Result<workflow::SavedCase>& judged) {
                            if (!judged) {
                                Q_EMIT said(errorLine(judged.error()), false);
                                return;
                            }
                            took(*judged);
                            m_takeBack = nullptr;
                            if (wrong) {
                                m_takeBack = [this, image]() {
                                    if (m_case) {
                                        judge(image, false, false, tr("Taken back."));
                                    }
                                };
                            }
                            Q_EMIT said(sentence, wrong);
                        });
}

void QueryDesk::markWrong(const ImageView& image)
{
    if (!m_backend.writable()) {
        Q_EMIT said(tr("The project is read-only: nothing can be marked."), false);
        return;
    }
    if (isWrong(image.name)) {
        judge(image.name, false, false,
              tr("%1 is no longer marked as wrong.").arg(shortName(image)));
        return;
    }
    if (!m_reference.image.pixels.empty() || !m_second.image.pixels.empty()) {
        Q_EMIT said(tr("Wrong answers are kept with a saved case, and a pasted image cannot be "
                       "kept in one. Take it from a file instead."),
                    false);
        return;
    }
    if (m_target == image.name) {
        m_target.reset();
    }
    const bool fresh = !m_case;
    saveThen([this, fresh, image]() {
        judge(image.name, false, true,
              fresh ? tr("%1 is wrong: kept with this query as a saved case.").arg(shortName(image))
                    : tr("%1 is wrong: kept with this case.").arg(shortName(image)));
    });
}

void QueryDesk::takeBack()
{
    if (const auto act = std::exchange(m_takeBack, nullptr)) {
        act();
    } else {
        Q_EMIT said(tr("There is nothing to take back on this page."), false);
    }
}

} // namespace triptych::ui
