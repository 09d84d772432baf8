// SPDX-License-Identifier: GPL-3.0-or-later
// What stands beside the pair: questions on the reader lanes, changes on the writer lane.
#include "ui/review/session_aids.h"

#include "core/workflow/decide.h"
#include "ui/convert.h"
#include "ui/jobs/project_session.h"

namespace triptych::ui {

namespace {

// Channels of ProjectSession::read, one a kind of question.
enum Channel
{
    SlotTexts = 1,
    History,
    Facts,
    Guidelines,
    Reasons,
    Drafts,
    Wordings,
    Spelling
};

constexpr int kMostWordings = 8;

} // namespace

SessionAids::SessionAids(const PageContext& context, QObject* parent)
    : ReviewAids(parent)
    , m_context(context)
{}

QString SessionAids::reviewer() const
{
    return m_context.session->reviewer();
}

std::string SessionAids::who() const
{
    return fromQString(reviewer());
}

template <typename T>
void SessionAids::ask(int channel, std::function<Result<T>(workflow::Project&)> question,
                      Done<T> done)
{
    m_context.session->read<T>(this, channel, std::move(question), std::move(done));
}

void SessionAids::slotTexts(const std::vector<SlotId>& ids, Done<std::vector<Texts>> done)
{
    ask<std::vector<Texts>>(
        Channel::SlotTexts,
        [ids](workflow::Project& project) -> Result<std::vector<Texts>> {
            std::vector<Texts> all;
            for (const SlotId id : ids) {
                auto texts = workflow::slotTexts(project, id);
                if (!texts) {
                    return fail(texts);
                }
                all.push_back(std::move(*texts));
            }
            return all;
        },
        std::move(done));
}

void SessionAids::history(PairId pair, Done<std::vector<workflow::HistoryEntry>> done)
{
    ask<std::vector<workflow::HistoryEntry>>(
        Channel::History,
        [pair](workflow::Project& project) { return workflow::history(project, pair); },
        std::move(done));
}

void SessionAids::facts(ImageId reference, ImageId target, Done<ReviewAids::Facts> done)
{
    ask<ReviewAids::Facts>(
        Channel::Facts,
        [reference, target](workflow::Project& project) -> Result<ReviewAids::Facts> {
            auto first = workflow::imageFacts(project, reference);
            if (!first) {
                return fail(first);
            }
            auto second = workflow::imageFacts(project, target);
            if (!second) {
                return fail(second);
            }
            return ReviewAids::Facts{std::move(*first), std::move(*second)};
        },
        std::move(done));
}

void SessionAids::guidelines(Done<std::vector<workflow::Guidelines>> done)
{
    ask<std::vector<workflow::Guidelines>>(
        Channel::Guidelines,
        [](workflow::Project& project) { return workflow::guidelineVersions(project); },
        std::move(done));
}

void SessionAids::reasons(Done<std::vector<workflow::Reason>> done)
{
    ask<std::vector<workflow::Reason>>(
        Channel::Reasons, [](workflow::Project& project) { return workflow::reasons(project); },
        std::move(done));
}

void SessionAids::drafts(Done<std::vector<workflow::Draft>> done)
{
    ask<std::vector<workflow::Draft>>(
        Channel::Drafts,
        [me = who()](workflow::Project& project) { return workflow::drafts(project, me); },
        std::move(done));
}

void SessionAids::wordings(const QString& typed, Done<std::vector<workflow::Wording>> done)
{
    ask<std::vector<workflow::Wording>>(
        Channel::Wordings,
        [typed = fromQString(typed),
         language = fromQString(m_context.session->language())](workflow::Project& project) {
            return workflow::acceptedWordings(project, language, typed, kMostWordings);
        },
        std::move(done));
}

void SessionAids::speller(SpellerReady done)
{
    using Shared = std::shared_ptr<workflow::Speller>;
    ask<Shared>(
        Channel::Spelling,
        [](workflow::Project& project) -> Result<Shared> {
            auto loaded = workflow::Speller::load(project.language());
            if (!loaded) {
                return fail(loaded);
            }
            Shared speller = std::move(*loaded);
            if (const auto words = workflow::projectWords(project)) {
                speller->learn(*words);
            }
            return speller;
        },
        [done = std::move(done)](const Result<Shared>& speller) {
            done(speller ? *speller : Shared());
        });
}

void SessionAids::saveGuidelines(const QString& markdown, Done<workflow::Guidelines> done)
{
    m_context.session->write<workflow::Guidelines>(
        this,
        [me = who(), markdown = fromQString(markdown)](workflow::Project& project) {
            return workflow::saveGuidelines(project, me, markdown);
        },
        std::move(done));
}

void SessionAids::saveReasons(const std::vector<workflow::Reason>& reasons,
                              Done<std::vector<workflow::Reason>> done)
{
    m_context.session->write<std::vector<workflow::Reason>>(
        this,
        [reasons](workflow::Project& project) { return workflow::saveReasons(project, reasons); },
        std::move(done));
}

void SessionAids::saveDraft(SlotId slot, const QString& body, std::function<void(Status)> done)
{
    m_context.session->write<void>(
        this,
        [me = who(), slot, body = fromQString(body)](workflow::Project& project) {
            return workflow::saveDraft(project, me, slot, body);
        },
        std::move(done));
}

void SessionAids::correct(const Key& image, const QString& attribute, const QString& value,
                          Done<DecideReport> done)
{
    m_context.session->write<DecideReport>(
        this,
        [me = who(), image, attribute = fromQString(attribute),
         value = fromQString(value)](workflow::Project& project) {
            return workflow::correctAttribute(project, me, image, attribute, value);
        },
        std::move(done));
}

} // namespace triptych::ui
