// SPDX-License-Identifier: GPL-3.0-or-later
// A project in memory for the Query page's tests.
#include "fake_query_backend.h"

#include "ui/convert.h"

#include <QPointer>
#include <QTimer>

#include <algorithm>

namespace triptych::ui {

void FakeQueryBackend::addImage(const std::string& name, const std::string& category,
                                const std::string& path)
{
    ImageView image;
    image.id = ImageId{static_cast<std::int64_t>(images.size()) + 1};
    image.key = "key" + std::to_string(images.size() + 1);
    image.name = name;
    image.path = path.empty() ? "/not/there/" + name : path;
    image.state = ImageState::Present;
    image.category = category;
    images.push_back(image);
}

void FakeQueryBackend::later(std::function<void()> call)
{
    QTimer::singleShot(0, this, std::move(call));
}

workflow::QueryAnswer FakeQueryBackend::answer(const workflow::QueryRequest& request) const
{
    workflow::QueryAnswer answer = notes;
    answer.method = request.method;
    answer.encoder = encoder;
    answer.fallback = fallback;
    std::vector<ImageView> order;
    for (const auto& image : images) {
        const bool self = request.withoutReference && image.name == request.reference.name;
        if (!self && (request.category.empty() || image.category == request.category)) {
            order.push_back(image);
        }
    }
    if (request.method == "fusion") {
        std::reverse(order.begin(), order.end());
    }
    std::stable_partition(order.begin(), order.end(), [&](const ImageView& image) {
        const QString name = toQString(image.name);
        const auto words = toQString(request.text).split(QLatin1Char(' '), Qt::SkipEmptyParts);
        return std::any_of(words.begin(), words.end(), [&](const QString& word) {
            return name.contains(word, Qt::CaseInsensitive);
        });
    });
    answer.gallery = static_cast<std::int64_t>(order.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (request.target && order[i].name == *request.target) {
            answer.targetRank = i + 1;
            answer.textRank = 37;
            answer.imageRank = 2;
        }
        if (i < request.k) {
            answer.hits.push_back({i + 1, 0.95 - 0.0171 * static_cast<double>(i), order[i]});
        }
    }
    return answer;
}

void FakeQueryBackend::ask(const workflow::QueryRequest& first,
                           const std::optional<workflow::QueryRequest>& second,
                           Done<QueryAnswers> done)
{
    asked.push_back(first);
    compared.push_back(second);
    const auto call = [this, first, second, done = std::move(done)]() {
        if (failure) {
            done(fail(*failure));
            return;
        }
        QueryAnswers answers{answer(first), std::nullopt};
        if (second) {
            answers.second = answer(*second);
        }
        done(answers);
    };
    if (holdAnswers) {
        m_answers.push_back(call);
    } else {
        later(call);
    }
}

void FakeQueryBackend::releaseNewest()
{
    const auto call = m_answers.back();
    m_answers.pop_back();
    call();
}

void FakeQueryBackend::releaseOldest()
{
    const auto call = m_answers.front();
    m_answers.pop_front();
    call();
}

void FakeQueryBackend::releaseJobs()
{
    while (!m_jobs.empty()) {
        const auto call = m_jobs.front();
        m_jobs.pop_front();
        call();
    }
}

void FakeQueryBackend::encoderState(Done<workflow::EncoderState> done)
{
    workflow::EncoderState state;
    state.encoder = encoder;
    state.encoderId = encoder + "-1";
    state.fallback = fallback;
    state.standardThere = standardThere;
    state.images.images = static_cast<std::int64_t>(images.size());
    state.images.current = encoded < 0 ? state.images.images : encoded;
    later([state, done = std::move(done)]() { done(state); });
}

void FakeQueryBackend::facts(Done<QueryFacts> done)
{
    QueryFacts facts;
    facts.images = static_cast<std::int64_t>(images.size());
    for (const auto& image : images) {
        const auto known =
            std::find_if(facts.categories.begin(), facts.categories.end(),
                         [&](const FacetCount& one) { return one.value == image.category; });
        if (known == facts.categories.end()) {
            facts.categories.push_back({image.category, 1});
        } else {
            ++known->count;
        }
    }
    later([facts, done = std::move(done)]() { done(facts); });
}

void FakeQueryBackend::findImages(const QString& text, int most, Done<std::vector<ImageView>> done)
{
    std::vector<ImageView> found;
    for (const auto& image : images) {
        if (toQString(image.name) == text) {
            found.insert(found.begin(), image);
        } else if (toQString(image.name).contains(text, Qt::CaseInsensitive)) {
            found.push_back(image);
        }
    }
    found.resize(std::min(found.size(), static_cast<std::size_t>(most)));
    later([found, done = std::move(done)]() { done(found); });
}

void FakeQueryBackend::cases(Done<std::vector<workflow::SavedCase>> done)
{
    later([list = saved, done = std::move(done)]() { done(list); });
}

void FakeQueryBackend::lastRun(Done<std::optional<workflow::CaseRunReport>> done)
{
    later([run = report, done = std::move(done)]() { done(run); });
}

void FakeQueryBackend::saveCase(const workflow::SavedCase& wanted, Done<workflow::SavedCase> done)
{
    if (caseFailure) {
        later([error = *caseFailure, done = std::move(done)]() { done(fail(error)); });
        return;
    }
    workflow::SavedCase kept = wanted;
    if (kept.key.empty()) {
        kept.key = "case" + std::to_string(saved.size() + 1);
    }
    const auto known = std::find_if(saved.begin(), saved.end(),
                                    [&](const auto& one) { return one.key == kept.key; });
    if (known == saved.end()) {
        saved.push_back(kept);
    } else {
        *known = kept;
    }
    later([kept, done = std::move(done)]() { done(kept); });
}

void FakeQueryBackend::removeCase(const std::string& key, Done<bool> done)
{
    std::erase_if(saved, [&](const auto& one) { return one.key == key; });
    later([done = std::move(done)]() { done(true); });
}

void FakeQueryBackend::judgeCase(const std::string& key, const std::string& image, bool isRight,
                                 bool isWrong, Done<workflow::SavedCase> done)
{
    for (auto& one : saved) {
        if (one.key != key) {
            continue;
        }
        std::erase(one.right, image);
        std::erase(one.wrong, image);
        if (isRight) {
            one.right.push_back(image);
        }
        if (isWrong) {
            one.wrong.push_back(image);
        }
        later([one, done = std::move(done)]() { done(one); });
        return;
    }
    later([done = std::move(done)]() { done(fail(ErrorCode::NotFound)); });
}

void FakeQueryBackend::markRight(const std::string& reference, const std::string& target,
                                 const std::string& text, Done<workflow::Decided> done)
{
    right.push_back({reference, target, text});
    later([done = std::move(done)]() { done(workflow::Decided{}); });
}

void FakeQueryBackend::undo(Done<workflow::Decided> done)
{
    ++undone;
    later([done = std::move(done)]() { done(workflow::Decided{}); });
}

void FakeQueryBackend::encode(const QString& /*title*/, Done<workflow::EncodeReport> done)
{
    ++encodeCalls;
    const auto call = [this, done = std::move(done)]() {
        encoded = -1;
        job = {};
        workflow::EncodeReport made;
        made.current = static_cast<std::int64_t>(images.size());
        done(made);
    };
    if (holdJobs) {
        m_jobs.push_back(call);
    } else {
        later(call);
    }
}

void FakeQueryBackend::pauseEncoding()
{
    m_jobs.clear();
    job.running = false;
    job.paused = true;
    Q_EMIT encodingMoved();
}

void FakeQueryBackend::fetchModels(const QString& /*title*/, const QString& folder,
                                   Done<std::vector<workflow::ModelRow>> done)
{
    ++fetchCalls;
    fetchedFrom = folder;
    later([this, done = std::move(done)]() {
        if (fetchFailure) {
            done(fail(*fetchFailure));
            return;
        }
        encoder = "standard";
        fallback.clear();
        standardThere = true;
        encoded = 0;
        done(std::vector<workflow::ModelRow>{});
    });
}

void FakeQueryBackend::runCases(const QString& /*title*/, const std::string& method,
                                Done<workflow::CaseRunReport> done)
{
    runs.push_back(method);
    workflow::CaseRunReport run;
    run.method = method;
    run.encoder = encoder;
    run.before = 1'000;
    for (auto& one : saved) {
        one.before = one.after.value_or(4);
        one.after = 1;
        run.moves.push_back({one.key, one.name, one.before, one.after});
        ++run.better;
    }
    run.p = 0.013;
    report = run;
    later([run, done = std::move(done)]() { done(run); });
}

} // namespace triptych::ui
