import { Component, type ReactNode } from 'react';
import { CrashScreen } from './CrashScreen';

interface ErrorBoundaryProps {
  /** A change of it, such as another page, is a new try. */
  readonly of: string;
  readonly children: ReactNode;
}
interface ErrorBoundaryState {
  readonly error: unknown;
  readonly of: string;
}

/** React has no function form of this. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override readonly state: ErrorBoundaryState = { error: null, of: this.props.of };

  static getDerivedStateFromError(error: unknown): Partial<ErrorBoundaryState> {
    return { error: error ?? new Error() };
  }

  static getDerivedStateFromProps(props: ErrorBoundaryProps, state: ErrorBoundaryState): Partial<ErrorBoundaryState> | null {
    return props.of === state.of ? null : { of: props.of, error: null };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return <CrashScreen error={error} onAgain={() => this.setState({ error: null })} />;
  }
}
