package io.votehub;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Passes the calls of an interface on and notes them; a test may answer some of them itself. */
public final class Scripted<T> implements InvocationHandler {
  private static final class Call {
    private final String name;
    private final Object[] arguments;

    private Call(String name, Object[] arguments) {
      this.name = name;
      this.arguments = arguments;
    }
  }

  private final T real;
  private final T proxy;
  private final Map<String, Function<Object[], Object>> answers = new ConcurrentHashMap<>();
  private final List<Call> calls = new CopyOnWriteArrayList<>();

  public Scripted(Class<T> type, T real) {
    this.real = real;
    this.proxy =
        type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, this));
  }

  public T proxy() {
    return proxy;
  }

  /** From now on calls of that name are answered so. */
  public void answer(String name, Function<Object[], Object> answer) {
    answers.put(name, answer);
  }

  /** From now on calls of that name are passed on again. */
  public void passOn(String name) {
    answers.remove(name);
  }

  /** The arguments of the calls of that name so far. */
  public List<Object[]> calls(String name) {
    return calls.stream()
        .filter(call -> call.name.equals(name))
        .map(call -> call.arguments)
        .toList();
  }

  /** The names of all calls so far, in their order. */
  public List<String> names() {
    return calls.stream().map(call -> call.name).toList();
  }

  @Override
  public Object invoke(Object self, Method call, Object[] arguments) throws Throwable {
    calls.add(new Call(call.getName(), arguments));
    Function<Object[], Object> answer = answers.get(call.getName());
    if (answer != null) {
      return answer.apply(arguments);
    }
    try {
      return call.invoke(real, arguments);
    } catch (InvocationTargetException fault) {
      throw fault.getCause();
    }
  }
}
