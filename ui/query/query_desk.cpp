// SPDX-License-Identifier: GPL-3.0-or-later
// The question on the desk: its parts, when it is asked, and which answer counts.
#include "ui/query/query_desk.h"

#include "ui/convert.h"

#include <algorithm>
#include <utility>

namespace triptych::ui {

namespace {

// The method that is compared with is asked for further down, so that a result that it has lower
// still has a place there.
constexpr std::size_t kComparedTimes = 4;
constexpr std::size_t kComparedAtLeast = 200;

bool contains(const std::vector<std::string>& names, const std::string& name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

} // namespace

QueryDesk::QueryDesk(QueryBackend& backend, QObject* parent)
    : QObject(parent)
    , m_backend(backend)
{
    m_typing.setSingleShot(true);
    m_typing.setInterval(kTypingMilliseconds);
    connect(&m_typing, &QTimer::timeout, this, &QueryDesk::askNow);
    connect(&backend, &QueryBackend::closed, this, &QueryDesk::reset);
    m_encoded.setInterval(kEncodedMilliseconds);
    connect(&m_encoded, &QTimer::timeout, this, &QueryDesk::refreshEncoder);
    connect(&backend, &QueryBackend::encodingMoved, this, &QueryDesk::followEncoding);
    connect(&backend, &QueryBackend::stageReached, this, [this](const QString& stage) {
        if (m_waiting && stage != m_stage) {
            m_stage = stage;
            Q_EMIT stageChanged();
        }
    });
}

void QueryDesk::reset()
{
    m_encoder.reset();
    m_encoderError.reset();
    m_facts.reset();
    m_cases.clear();
    m_run.reset();
    m_encoding = m_fetching = m_runningCases = m_encodedUnasked = m_loaded = false;
    m_encoded.stop();
    m_job = {};
    m_fetchError.reset();
    m_category.clear();
    clear();
    Q_EMIT stateChanged();
    Q_EMIT casesChanged();
}

void QueryDesk::clear()
{
    m_reference = {};
    m_second = {};
    m_secondWeight = 0.5;
    m_text.clear();
    m_secondText.clear();
    m_without.clear();
    m_textShare.reset();
    m_target.reset();
    m_steps.clear();
    m_case.reset();
    m_takeBack = nullptr;
    m_k = kFirstResults;
    askNow();
    Q_EMIT questionChanged();
}

bool QueryDesk::asksNothing() const
{
    return m_reference.empty() && m_second.empty() && m_text.trimmed().isEmpty() &&
           m_secondText.trimmed().isEmpty() && m_without.trimmed().isEmpty();
}

void QueryDesk::edited()
{
    m_case.reset();
    m_k = kFirstResults;
}

void QueryDesk::changeAndAsk()
{
    edited();
    askNow();
    Q_EMIT questionChanged();
}

void QueryDesk::setReference(const QuerySource& source)
{
    m_reference = source;
    m_steps.clear();
    m_target.reset();
    changeAndAsk();
}

void QueryDesk::setSecond(const QuerySource& source)
{
    m_second = source;
    changeAndAsk();
}

void QueryDesk::setSecondWeight(double weight)
{
    if (weight != m_secondWeight) {
        m_secondWeight = weight;
        edited();
        askSoon();
        Q_EMIT stateChanged();
    }
}

void QueryDesk::setText(const QString& text)
{
    if (text != m_text) {
        m_text = text;
        edited();
        askSoon();
    }
}

void QueryDesk::setSecondText(const QString& text)
{
    if (text != m_secondText) {
        m_secondText = text;
        edited();
        askSoon();
    }
}

void QueryDesk::setWithout(const QString& text)
{
    if (text != m_without) {
        m_without = text;
        edited();
        askSoon();
    }
}

void QueryDesk::setTextShare(std::optional<double> share)
{
    if (share != m_textShare) {
        m_textShare = share;
        edited();
        askSoon();
        Q_EMIT stateChanged();
    }
}

// How one asks is no part of a saved case.
void QueryDesk::setMethods(const std::string& first, const std::string& compared)
{
    if (first != m_method || compared != m_compared) {
        m_method = first;
        m_compared = compared;
        askNow();
    }
}

void QueryDesk::setCategory(const std::string& category)
{
    if (category != m_category) {
        m_category = category;
        edited();
        askNow();
    }
}

void QueryDesk::setTarget(const std::optional<std::string>& name)
{
    if (name != m_target) {
        m_target = name;
        askNow();
    }
}

void QueryDesk::begin(const QuerySource& reference, const QString& text,
                      const std::optional<std::string>& target)
{
    m_reference = reference;
    m_second = {};
    m_steps.clear();
    m_text = text;
    m_secondText.clear();
    m_without.clear();
    m_textShare.reset();
    m_target = target;
    changeAndAsk();
}

void QueryDesk::makeReference(const ImageView& image)
{
    if (!m_reference.empty() || !m_text.trimmed().isEmpty()) {
        m_steps.push_back({m_reference, m_text});
    }
    m_reference = sourceOf(image);
    m_text.clear();
    changeAndAsk();
}

void QueryDesk::goBack(std::size_t step)
{
    if (step >= m_steps.size()) {
        return;
    }
    const QueryStep back = m_steps[step];
    m_steps.erase(m_steps.begin() + static_cast<std::ptrdiff_t>(step), m_steps.end());
    m_reference = back.reference;
    m_text = back.text;
    changeAndAsk();
}

workflow::QueryRequest QueryDesk::request() const
{
    workflow::QueryRequest request;
    request.reference = m_reference.image;
    request.second = m_second.image;
    request.secondWeight = m_secondWeight;
    request.text = fromQString(m_text.trimmed());
    request.secondText = fromQString(m_secondText.trimmed());
    request.negative = fromQString(m_without.trimmed());
    for (const auto& step : m_steps) {
        if (const QString text = step.text.trimmed(); !text.isEmpty()) {
            request.earlier.push_back(fromQString(text));
        }
    }
    request.textShare = m_textShare;
    request.method = m_method;
    request.k = m_k;
    request.category = m_category;
    request.target = m_target;
    request.withoutReference = m_reference.ofProject();
    return request;
}

void QueryDesk::askSoon()
{
    ++m_ticket; // what is on its way answers a question of the past
    m_backend.dropAsked();
    m_typing.start();
}

void QueryDesk::askNow()
{
    m_typing.stop();
    const quint64 ticket = ++m_ticket;
    m_backend.dropAsked();
    const bool nothingToSearch = m_encoder && m_encoder->images.current == 0;
    if (asksNothing() || !m_backend.isOpen() || nothingToSearch) {
        m_waiting = false;
        m_answers.reset();
        m_error.reset();
        Q_EMIT answered();
        if (nothingToSearch && !asksNothing() && m_backend.isOpen()) {
            encodeForTheQuestion();
        }
        return;
    }
    const auto first = request();
    std::optional<workflow::QueryRequest> second;
    if (!m_compared.empty()) {
        second = first;
        second->method = m_compared;
        second->k = std::max(kComparedAtLeast, kComparedTimes * m_k);
    }
    m_waiting = true;
    m_stage.clear();
    Q_EMIT answered();
    m_backend.ask(first, second, [this, ticket](Result<QueryAnswers> answers) {
        asked(ticket, std::move(answers));
    });
}

void QueryDesk::asked(quint64 ticket, Result<QueryAnswers> answers)
{
    if (ticket != m_ticket) {
        return;
    }
    m_waiting = false;
    m_loaded = m_loaded || answers;
    if (answers) {
        m_error.reset();
        m_answers = std::move(*answers);
        if (m_answers->first.encodeWanted) {
            encodeForTheQuestion();
        }
        if (!m_textShare && !m_text.trimmed().isEmpty()) {
            m_fittedShare = m_answers->first.textShare;
        }
    } else if (answers.error().code != ErrorCode::Cancelled) {
        m_answers.reset();
        m_error = answers.error();
        if (m_error->subject == workflow::kVectorsSubject) {
            encodeForTheQuestion(); // gone or damaged since
        }
    }
    Q_EMIT answered();
}

void QueryDesk::more()
{
    const bool all = !m_answers || m_waiting || m_answers->first.hits.size() < m_k;
    if (!all) {
        m_k += kMoreResults;
        askNow();
    }
}

std::optional<RankMove> QueryDesk::moveOf(const workflow::QueryHit& hit) const
{
    if (!m_answers || !m_answers->second) {
        return std::nullopt;
    }
    const auto& others = m_answers->second->hits;
    const auto found = std::find_if(others.begin(), others.end(), [&](const auto& other) {
        return other.image.id == hit.image.id;
    });
    const auto rank = static_cast<int>(hit.rank);
    if (found != others.end()) {
        return RankMove{static_cast<int>(found->rank) - rank, false};
    }
    return RankMove{static_cast<int>(others.size()) + 1 - rank, true};
}

bool QueryDesk::isRight(const std::string& name) const
{
    return m_target == name || (m_case && contains(m_case->right, name));
}

bool QueryDesk::isWrong(const std::string& name) const
{
    return m_case && contains(m_case->wrong, name);
}

} // namespace triptych::ui
