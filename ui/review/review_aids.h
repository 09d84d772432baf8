// SPDX-License-Identifier: GPL-3.0-or-later
// What stands beside the pair on the Review page, asked of the project: other texts, drafts,
// earlier wordings, history, guidelines, reasons, attributes. Answers come later in the GUI thread;
// a newer question of one kind drops the older one.
#pragma once

#include "core/domain/reports.h"
#include "core/workflow/attributes.h"
#include "core/workflow/browse.h"
#include "core/workflow/guidelines.h"
#include "core/workflow/reasons.h"
#include "core/workflow/review_texts.h"
#include "core/workflow/spelling.h"

#include <QObject>
#include <QString>

#include <functional>
#include <memory>
#include <utility>
#include <vector>

namespace triptych::ui {

class ReviewAids : public QObject
{
    Q_OBJECT
public:
    template <typename T> using Done = std::function<void(Result<T>)>;
    using Facts = std::pair<workflow::ImageFacts, workflow::ImageFacts>; // reference, target
    using SpellerReady = std::function<void(std::shared_ptr<workflow::Speller>)>;

    using QObject::QObject;

    [[nodiscard]] virtual QString reviewer() const = 0;
    using Texts = std::vector<TextView>;
    // One answer a slot, in order.
    virtual void slotTexts(const std::vector<SlotId>& ids, Done<std::vector<Texts>> done) = 0;
    virtual void history(PairId pair, Done<std::vector<workflow::HistoryEntry>> done) = 0;
    virtual void facts(ImageId reference, ImageId target, Done<Facts> done) = 0;
    virtual void guidelines(Done<std::vector<workflow::Guidelines>> done) = 0; // newest first
    virtual void reasons(Done<std::vector<workflow::Reason>> done) = 0;
    virtual void drafts(Done<std::vector<workflow::Draft>> done) = 0;
    virtual void wordings(const QString& typed, Done<std::vector<workflow::Wording>> done) = 0;
    // Null when there is no dictionary of the project's language.
    virtual void speller(SpellerReady done) = 0;

    // Changes, in the order they are called; durable when answered.
    virtual void saveGuidelines(const QString& markdown, Done<workflow::Guidelines> done) = 0;
    virtual void saveReasons(const std::vector<workflow::Reason>& reasons,
                             Done<std::vector<workflow::Reason>> done) = 0;
    virtual void saveDraft(SlotId slot, const QString& body, std::function<void(Status)> done) = 0;
    virtual void correct(const Key& image, const QString& attribute, const QString& value,
                         Done<DecideReport> done) = 0;
};

} // namespace triptych::ui
