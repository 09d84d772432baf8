// SPDX-License-Identifier: GPL-3.0-or-later
// Paths and pickers.
#include "ui/exchange/file_field.h"

#include "ui/settings/settings.h"
#include "ui/theme/controls.h"
#include "ui/theme/theme.h"

#include <QDir>
#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace triptych::ui {

void pickPath(QWidget* parent, Settings& settings, FileField::Pick pick, const QString& caption,
              const QString& filter, std::function<void(const QString&)> done)
{
    auto* dialog = new QFileDialog(parent, caption);
    dialog->setObjectName(QStringLiteral("filePicker"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(pick == FileField::Pick::OpenFolder ? QFileDialog::Directory
                        : pick == FileField::Pick::OpenFile ? QFileDialog::ExistingFile
                                                            : QFileDialog::AnyFile);
    dialog->setAcceptMode(pick == FileField::Pick::SaveFile ? QFileDialog::AcceptSave
                                                            : QFileDialog::AcceptOpen);
    if (!filter.isEmpty()) {
        dialog->setNameFilter(filter);
    }
    const QString last = settings.value(SettingKey::LastFolder).toString();
    dialog->setDirectory(last.isEmpty() ? QDir::homePath() : last);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent,
                     [&settings, done = std::move(done)](const QString& path) {
                         if (!path.isEmpty()) {
                             settings.setValue(SettingKey::LastFolder,
                                               QFileInfo(path).absolutePath());
                             done(path);
                         }
                     });
    dialog->open();
}

FileField::FileField(const QString& name, Pick pick, Settings& settings, QWidget* parent)
    : QWidget(parent)
    , m_pick(pick)
    , m_settings(settings)
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kOne);
    m_line = new QLineEdit(this);
    m_line->setObjectName(name);
    m_button = makeButton(name + QStringLiteral("Choose"), this);
    layout->addWidget(m_line, 1);
    layout->addWidget(m_button);
    setFocusProxy(m_line);
    connect(m_button, &QPushButton::clicked, this, &FileField::choose);
    connect(m_line, &QLineEdit::editingFinished, this, [this]() {
        if (path() != m_last) {
            m_last = path();
            Q_EMIT pathChanged(m_last);
        }
    });
    retranslate();
}

void FileField::setCaption(const QString& caption)
{
    m_caption = caption;
    m_line->setAccessibleName(caption);
    m_button->setAccessibleName(tr("Choose: %1").arg(caption));
}

void FileField::setPlaceholder(const QString& text)
{
    m_line->setPlaceholderText(text);
}

QString FileField::path() const
{
    QString text = m_line->text().trimmed();
    if (text.startsWith(QStringLiteral("file://"))) {
        text = QUrl(text).toLocalFile();
    }
    if (text.startsWith(QStringLiteral("~/"))) {
        text = QDir::homePath() + text.mid(1);
    }
    return text;
}

void FileField::setPath(const QString& path)
{
    m_line->setText(path);
    m_last = path;
}

void FileField::setWrongPath(bool wrong)
{
    setWrong(m_line, wrong);
}

void FileField::choose()
{
    pickPath(this, m_settings, m_pick, m_caption, m_filter, [this](const QString& path) {
        setPath(path);
        Q_EMIT pathChanged(path);
    });
}

void FileField::retranslate()
{
    m_button->setText(tr("Choose…"));
}

void FileField::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

} // namespace triptych::ui
