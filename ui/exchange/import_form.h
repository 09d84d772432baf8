// SPDX-License-Identifier: GPL-3.0-or-later
// What to import and how: kind, source, image folder, columns; with the first rows as they will be
// read. Used by the Exchange page and by the first-run page.
#pragma once

#include "core/workflow/import.h"
#include "ui/theme/controls.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;

namespace triptych::ui {

class FileField;
class JobRunner;
class RowsTable;
class Settings;

class ImportForm final : public QWidget
{
    Q_OBJECT
public:
    // `kindFixed`: the kind is chosen by the caller and not shown.
    ImportForm(JobRunner& jobs, Settings& settings, bool kindFixed, QWidget* parent);
    void setKind(workflow::ImportKind kind);
    void setSource(const QString& path); // also looks into it
    [[nodiscard]] QString source() const;
    [[nodiscard]] workflow::ImportRequest request() const;
    // The preview was read without an error and what must be there was found.
    [[nodiscard]] bool ready() const { return m_ready; }

Q_SIGNALS:
    void readyChanged(bool ready);
    void sourceChanged(const QString& path);

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Seen
    {
        Result<workflow::ImportPreview> preview = fail(ErrorCode::Cancelled);
        workflow::ProductFrom guess = workflow::ProductFrom::Nothing;
    };

    void build();
    void retranslate();
    void fillCombos();
    void showFields();
    void look();
    void take(const Seen& seen);
    void showPreview(const workflow::ImportPreview& preview);
    void setReady(bool ready);
    void sayFound(LabelRole role, const QString& text); // empty: nothing shown
    [[nodiscard]] workflow::ImportKind kind() const;

    JobRunner& m_jobs;
    Settings& m_settings;
    bool m_kindFixed;
    bool m_ready = false;
    int m_question = 0; // answers to older ones are dropped
    QFormLayout* m_form = nullptr;
    QComboBox* m_kind = nullptr;
    FileField* m_source = nullptr;
    FileField* m_images = nullptr;
    QComboBox* m_product = nullptr;
    QComboBox* m_imageColumn = nullptr;
    QComboBox* m_productColumn = nullptr;
    QLineEdit* m_category = nullptr;
    QLabel* m_found = nullptr;
    RowsTable* m_rows = nullptr;
};

// From names alone: sub-folders with several images each, or file names that share a stem.
workflow::ProductFrom guessProductFrom(const std::filesystem::path& folder);

} // namespace triptych::ui
