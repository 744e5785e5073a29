using Qinglian.Kernel.Procedures;

namespace Qinglian.Kernel.Registers;

/// <summary>An entry with the same key lasts at the same time.</summary>
public sealed record AlreadyOnRegister(string Key) : Refusal(new Words("“{0}”已在册，不能重复登记。", "“{0}” is on the register already.").With(Key));

/// <summary>Somebody changed the entry after it was read or exported.</summary>
public sealed record EntryChangedMeanwhile() : Refusal(new Words("此登记已被他人修改。您填写的内容已保留，请核对后重新提交。", "Somebody changed this entry meanwhile. What you wrote is kept: check it and send it again."));

/// <summary>Nothing differs, so there is nothing to record.</summary>
public sealed record NothingChanged() : Refusal(new Words("内容没有变化。", "Nothing is different."));

/// <summary>Only those entrusted with this register at that unit may change it.</summary>
public sealed record NotYourRegister(Words Register, Words Editors) : Refusal(new Words("“{0}”只能由{1}登记。", "Only {1} may change the register “{0}”.").With(Register, Editors));

/// <summary>The columns a file must have are not all there.</summary>
public sealed record HeadingMissing(Words Column) : Refusal(new Words("表头缺少“{0}”一列。", "The column “{0}” is missing.").With(Column));

/// <summary>Two headings of a file mean the same column.</summary>
public sealed record HeadingTwice(Words Column) : Refusal(new Words("“{0}”一列出现了两次。", "The column “{0}” stands twice.").With(Column));

/// <summary>A line of a file repeats an earlier one.</summary>
public sealed record RowTwice(int Other) : Refusal(new Words("与第{0}行重复。", "This repeats row {0}.").With(Other));

/// <summary>A file has more lines than one import takes.</summary>
public sealed record TooManyRows(int Rows, int Most) : Refusal(new Words("共{0}行，一次最多导入{1}行，请分次导入。", "The file has {0} rows; one import takes at most {1}. Please send it in parts.").With(Rows, Most));

/// <summary>A file does not move the first day of an entry: that would rewrite what held before.</summary>
public sealed record FirstDayStays(Words Begins, DateOnly Day) : Refusal(new Words("“{0}”已登记为{1}，不能通过导入修改。", "“{0}” is recorded as {1} and cannot be changed by a file.").With(Begins, Day.InWords));
