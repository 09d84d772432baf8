// SPDX-License-Identifier: GPL-3.0-or-later
// What stands beside the pair, asked of the window's session.
#pragma once

#include "ui/page_context.h"
#include "ui/review/review_aids.h"

namespace triptych::ui {

class SessionAids final : public ReviewAids
{
    Q_OBJECT
public:
    explicit SessionAids(const PageContext& context, QObject* parent = nullptr);

    [[nodiscard]] QString reviewer() const override;
    void slotTexts(const std::vector<SlotId>& ids, Done<std::vector<Texts>> done) override;
    void history(PairId pair, Done<std::vector<workflow::HistoryEntry>> done) override;
    void facts(ImageId reference, ImageId target, Done<Facts> done) override;
    void guidelines(Done<std::vector<workflow::Guidelines>> done) override;
    void reasons(Done<std::vector<workflow::Reason>> done) override;
    void drafts(Done<std::vector<workflow::Draft>> done) override;
    void wordings(const QString& typed, Done<std::vector<workflow::Wording>> done) override;
    void speller(SpellerReady done) override;
    void saveGuidelines(const QString& markdown, Done<workflow::Guidelines> done) override;
    void saveReasons(const std::vector<workflow::Reason>& reasons,
                     Done<std::vector<workflow::Reason>> done) override;
    void saveDraft(SlotId slot, const QString& body, std::function<void(Status)> done) override;
    void correct(const Key& image, const QString& attribute, const QString& value,
                 Done<DecideReport> done) override;

private:
    [[nodiscard]] std::string who() const;
    template <typename T>
    void ask(int channel, std::function<Result<T>(workflow::Project&)> question, Done<T> done);

    PageContext m_context;
};

} // namespace triptych::ui
