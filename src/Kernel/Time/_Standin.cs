#pragma warning disable
namespace Qinglian.Kernel;
// Replaced by Kernel/Time when that lands.
public enum TermUnit { Hours, Days, WorkingDays, Months, Years }
public readonly record struct Term(int Length, TermUnit Unit) { public static Term Parse(string t)=>throw new Exception(); public Words Words => throw new Exception(); }
public static class Terms { extension(int length) { public Term Days => new(length, TermUnit.Days); public Term WorkingDays => new(length, TermUnit.WorkingDays); public Term Months => new(length, TermUnit.Months); public Term Hours => new(length, TermUnit.Hours);  public Term Years => new(length, TermUnit.Years); } }
public enum RestDayRule { MovesToNextWorkingDay, EndsOnItsDay }
public sealed record DueDate(DateOnly On, bool Provisional);
public sealed class WorkingCalendar { public DueDate LastDay(DateOnly s, Term t, RestDayRule r = default) => throw new Exception(); public DateOnly DayOf(DateTimeOffset at)=>throw new Exception(); }
public sealed class LocalTime { public DateTimeOffset Now => throw new Exception(); public DateOnly Today => throw new Exception(); }
public static class Ids { public static Guid New(DateTimeOffset at) => Guid.CreateVersion7(at); }
